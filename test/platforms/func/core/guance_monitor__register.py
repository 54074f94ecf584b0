# -*- coding: utf-8 -*-
"""
Stands in for the core package of Guance, whose source is not public: it does what Guance documents of it. Each execution
registers the function with its title, documentation and parameters, takes the parameters that are set in the workspace
(those of the schedule do not count), and does not run the function when the inspection is disabled there.
"""
import functools
import hashlib
import json
import os
import urllib.error
import urllib.parse
import urllib.request

DISABLED = 2
# Those of the inspection that is running, for its reporters.
RUNNING = []


class Api(object):
    def __init__(self, api_key_id, api_key, guance_node):
        # What it was given, for the test; the address of a node is not asked of anybody here.
        print('guance_monitor__register: %s' % json.dumps([api_key_id, api_key, guance_node]))
        self.key = api_key_id

    def call(self, path, query=None, body=None):
        address = '%s/api/v1%s?%s' % (os.environ['GUANCE_STANDS_AT'], path, urllib.parse.urlencode(query or {}))
        data = None if body is None else json.dumps(body).encode('utf-8')
        headers = {'DF-API-KEY': self.key, 'Content-Type': 'application/json'}
        with urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=10) as answer:
            return json.loads(answer.read().decode('utf-8'))['content']

    def find(self, ref_key):
        try:
            return self.call('/self_built_checker/get', {'refKey': ref_key}) or None
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            return None

    def register(self, function):
        # Guance's own formula is not public: of the function's id and the server's secret.
        ref_key = hashlib.md5((function._DFF_FUNC_ID + 'secret').encode('utf-8')).hexdigest()[:8]
        about = {
            'description': function._DFF_FUNC_DESCRIPTION, 'definition': function._DFF_FUNC_DEFINITION,
            'category': function._DFF_FUNC_CATEGORY, 'args': function._DFF_FUNC_ARGS,
            'kwargs': function._DFF_FUNC_KWARGS,
        }
        body = {'refKey': ref_key, 'title': function._DFF_FUNC_TITLE, 'refFuncInfo': about}
        if self.find(ref_key):
            self.call('/self_built_checker/modify', body=body)
        else:
            about['funcId'] = function._DFF_FUNC_ID
            self.call('/self_built_checker/create', body=body)
        return self.find(ref_key)


def self_hosted_monitor(api_key_id, api_key, guance_node=None):
    def decorate(function):
        @functools.wraps(function)
        def monitored(*args, **kwargs):
            api = Api(api_key_id, api_key, guance_node)
            checker = api.register(function)
            if checker['status'] == DISABLED:
                return None
            RUNNING.append((api, checker))
            try:
                return function(**checker['jsonScript']['callKwargs'])
            finally:
                RUNNING.pop()
        return monitored
    return decorate
