# -*- coding: utf-8 -*-
"""
Stands in for the reporter of the core package: an event has a title of one line, a message, a status and dimension tags,
and nothing else; the reporter belongs to the inspection in whose function it was made.
"""
import guance_monitor__register as register

KEYS = ('title', 'message', 'status', 'dimension_tags')
STATUSES = ('info', 'warning', 'error', 'critical', 'ok')


class EventReporter(object):
    def __init__(self):
        if not register.RUNNING:
            raise RuntimeError('EventReporter belongs into the function of an inspection')
        self.api, self.checker = register.RUNNING[-1]

    def report(self, events):
        events = events if isinstance(events, (list, tuple)) else [events]
        for event in events:
            if set(event) - set(KEYS) or event['status'] not in STATUSES or '\n' in event['title']:
                raise ValueError('no event: %r' % (event,))
        workspace = self.api.call('/workspace/get')
        kwargs = {
            'workspace_uuid': workspace['uuid'], 'workspace_token': workspace['token'],
            # How Guance ties them to the inspection is not documented.
            'data': [dict(event, df_monitor_ref_key=self.checker['refKey']) for event in events],
        }
        content = self.api.call('/outer_function/execute', body={
            'funcId': 'guance__openapi.report_event', 'funcBody': {'kwargs': kwargs},
        })
        if (content.get('error') or 0) > 200:
            raise RuntimeError(content.get('message'))
