# -*- coding: utf-8 -*-
"""
{{titleZh}} / {{titleEn}}
"""
import {{set}}__runtime as runtime


@DFF.API({{title}}, category='aliyun', tags={{tags}}, fixed_crontab={{cron}}, timeout={{timeout}}{{queue}})
def run(configs=None):
    """
    {{docZh}}

    {{docEn}}

    Parameters:
        configs {any} {{configsZh}} / {{configsEn}}
    """
    return runtime.run({{id}}, configs, func_id=_DFF_FUNC_ID, timeout={{timeout}})
