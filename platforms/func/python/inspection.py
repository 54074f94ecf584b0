# -*- coding: utf-8 -*-
"""
{{titleZh}} / {{titleEn}}
"""
import {{set}}__runtime as runtime


@runtime.self_hosted_monitor()
@DFF.API({{title}}, category='aliyun', tags={{tags}}, fixed_crontab={{cron}}, timeout={{timeout}}{{queue}})
def run{{signature}}:
    """
{{doc}}
    """
    return runtime.run({{id}}, {{asked}}, func_id=_DFF_FUNC_ID, timeout={{timeout}})
