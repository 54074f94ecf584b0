# -*- coding: utf-8 -*-
"""
{{titleZh}}：复制本脚本，修改三处标记，发布后运行 run()。
{{titleEn}}: copy this script, edit the three marked places, publish it and call run().
"""
import {{set}}__runtime as runtime

# 1. 账号与地域 / Accounts and regions
#    密钥放在平台的环境变量（密码类型）里，这里只写变量名。
#    Keys belong in environment variables of the platform (type password); here are their names.
ACCOUNTS = [
    {
        'name': 'production',
        'access_key_id_env': 'ALIBABA_CLOUD_ACCESS_KEY_ID',
        'access_key_secret_env': 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
        'regions': ['cn-hangzhou', 'cn-shanghai'],  # or 'all', or 'in-use'
    },
]

# 2. 阈值与过滤 / Thresholds by checker, and filters
PARAMS = {
{{params}}
}


def is_inspected(asset):
    """True: 巡检该资产 / inspect it. The asset is a dict; times are ISO 8601."""
    return (asset.get('tags') or {}).get('env') != 'test'


# 3. 标题、定时（五段 cron）与超时（秒）/ Title, schedule (five-field cron) and timeout in seconds
@DFF.API({{title}}, category='aliyun', tags={{tags}}, fixed_crontab={{cron}}, timeout={{timeout}})
def run(configs=None):
    """
    {{docZh}}

    {{docEn}}

    Parameters:
        configs {any} {{configsZh}} / {{configsEn}}
    """
    return runtime.run(
        {{id}},
        configs,
        func_id=_DFF_FUNC_ID,
        accounts=ACCOUNTS,
        params=PARAMS,
        filters=[is_inspected],
        timeout={{timeout}},
    )
