# -*- coding: utf-8 -*-
"""
阿里云 ECS 巡检的启动脚本 / startup script of the ECS inspection
"""
import {{set}}__runtime as runtime

ACCESS_KEY_ID = "<AccessKey ID>"
ACCESS_KEY_SECRET = "<AccessKey Secret>"
REGIONS = "<Regions: all, or ids separated by commas>"
GUANCE_API_KEY_ID = "<Guance API key ID (wsak_...)>"
GUANCE_API_KEY = "<Guance API key, where Guance's core package is installed>"
GUANCE_NODE = "<Guance node: cn1, cn2, cn3, cn4, cn5, cn6, us1, eu1 or ap1>"
GUANCE = {'api_key_id': GUANCE_API_KEY_ID, 'api_key': GUANCE_API_KEY, 'node': GUANCE_NODE}


@runtime.self_hosted_monitor(GUANCE)
@DFF.API({{title}}, category='aliyun', tags={{tags}}, fixed_crontab={{cron}}, timeout={{timeout}}{{queue}})
def run{{signature}}:
    """
{{doc}}
    """
    account = {'name': 'default', 'access_key_id': ACCESS_KEY_ID, 'access_key_secret': ACCESS_KEY_SECRET}
    return runtime.run(
        {{id}},
        {{asked}},
        func_id=_DFF_FUNC_ID,
        accounts=[account],
        regions=REGIONS,
        guance=GUANCE,
        timeout={{timeout}},
    )
