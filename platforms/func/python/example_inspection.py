# -*- coding: utf-8 -*-
"""
{{titleZh}}：复制本脚本，按编号修改，发布后运行 run()。
{{titleEn}}: copy this script, edit the numbered places, publish it and call run().
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
        'regions': ['cn-hangzhou', 'cn-shanghai'],  # 或 / or: 'all', 'in-use'
    },
]

# 2. 检查项与阈值，False 表示不检查 / Checkers and their thresholds; False switches one off
CHECKERS = {
{{params}}
}


# 3. 过滤：返回 True 才巡检 / Filters: an asset is inspected when all of them return True
#    资产是字典，时间为 ISO 8601 / The asset is a dict; times are ISO 8601.
def by_tag(asset):
    return (asset.get('tags') or {}).get('env') != 'test'


def by_name(asset):
    return not asset['name'].startswith('tmp-')


FILTERS = [by_tag]  # [by_tag, by_name]


# 4. 自己的检查项 / A checker of your own
#    字段或指标缺失时结论是“无法判断”，而不是正常 / What is absent makes the verdict unknown, never healthy.
@runtime.checker('mine-no-owner', asset={{asset}}, title=('没有负责人标签', 'Has no owner tag'), severity='info')
def no_owner(asset):
    if asset['tags'].get('owner'):
        return runtime.pass_()
    return runtime.fail('%s 没有标签 owner' % asset['id'], '%s has no tag owner' % asset['id'])


OWN_CHECKERS = []  # [no_owner]

# 5. 通知：事件写入观测云；也可同时发给机器人等 / Events go to Guance; robots and others can be told as well
GUANCE = {}  # {'api_key_id_env': 'GUANCE_API_KEY_ID', 'api_key_env': 'GUANCE_API_KEY', 'node': 'cn1'}
NOTIFY = {}  # {'dingtalk_robot_url_env': 'DINGTALK_ROBOT_URL', 'dingtalk_robot_secret_env': 'DINGTALK_ROBOT_SECRET'}


# 6. 标题、定时（五段 cron）与超时（秒）/ Title, schedule (five-field cron) and timeout in seconds
#    安装了观测云核心包时由它注册 / Guance's core package registers it, where it is installed
@runtime.self_hosted_monitor(GUANCE)
@DFF.API({{title}}, category='aliyun', tags={{tags}}, fixed_crontab={{cron}}, timeout={{timeout}}{{queue}})
def run{{signature}}:
    """
{{doc}}
    """
    return runtime.run(
        {{id}},
        {{asked}},
        func_id=_DFF_FUNC_ID,
        accounts=ACCOUNTS,
        checkers=CHECKERS,
        own_checkers=OWN_CHECKERS,
        filters=FILTERS,
        guance=GUANCE,
        notify=NOTIFY,
        timeout={{timeout}},
    )
