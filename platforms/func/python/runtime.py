# -*- coding: utf-8 -*-
"""
Runs inspections of Alibaba Cloud assets: starts Node.js with the bundle of this script set, and gives it the services
of the platform. Scripts call run(); nothing here needs to be edited. Python 3.8 or later.
"""
import ast
import functools
import hashlib
import inspect
import json
import random
import re
import subprocess
import threading
import time
from collections import deque
from datetime import datetime, timezone

from {{set}}__node import InspectionError, find_node, unpack

# Where state and locks are kept, whichever script runs.
SCOPE = '{{set}}'
# Seconds that a run gets to end by itself before it is ended.
GRACE = 15
# Seconds after which the editor ends whatever its Run has started, without a word.
EDITOR = 60

# Whom a script may notify itself: names as the environment variables have them, and the reporter of each.
NOTIFIED = {
    'dingtalk_robot_url': 'dingtalk', 'dingtalk_robot_secret': 'dingtalk',
    'feishu_robot_url': 'feishu', 'feishu_robot_secret': 'feishu',
    'wecom_robot_url': 'wecom',
    'slack_webhook_url': 'slack',
    'alertmanager_url': 'alertmanager', 'alertmanager_authorization': 'alertmanager',
    'grafana_oncall_url': 'oncall',
    'tracker_template': 'tracker',
    'sls_endpoint': 'sls', 'sls_project': 'sls', 'sls_logstore': 'sls', 'sls_access_key_id': 'sls',
    'sls_access_key_secret': 'sls',
}

# Whether the function that this thread runs was registered by Guance's core package.
_CALL = threading.local()


def run(inspection, configs=None, func_id=None, id=None, title=None, accounts=None, regions=None, checkers=None,
        own_checkers=None, params=None, filters=None, guance=None, notify=None, timeout=900, language=None,
        dry_run=False):
    """
    Runs an inspection and returns its summary.

    Parameters:
        inspection {str}  a shipped inspection, such as 'ecs'
        configs    {any}  what the caller asks for: asked(), or asset ids, or a dict with regions, instanceIds, params
        func_id    {str}  _DFF_FUNC_ID of the calling script
        id         {str}  under which state and events are kept; made from func_id when absent
        title      {str}  as shown in Guance
        accounts   {list} dicts with name, access_key_id and access_key_secret, or access_key_id_env and
                          access_key_secret_env (names of environment variables of the platform), regions, account_id
        regions    {list} region ids, or 'all', or 'in-use'
        checkers   {dict} thresholds by checker: {'ecs-expiring': {'days': 30}}; False switches one off
        own_checkers {list} functions that were declared with checker()
        params     {dict} an earlier name of checkers
        filters    {list} functions of the asset (a dict); an asset is inspected when all return something true
        guance     {dict} api_key_id or api_key_id_env, node, reporters, ...; as self_hosted_monitor() has it
        notify     {dict} whom to tell as well: dingtalk_robot_url, dingtalk_robot_secret, feishu_robot_url,
                          feishu_robot_secret, wecom_robot_url, slack_webhook_url, alertmanager_url,
                          alertmanager_authorization, grafana_oncall_url, tracker_template, sls_endpoint, sls_project,
                          sls_logstore, sls_access_key_id, sls_access_key_secret; each also with _env, the name of an
                          environment variable of the platform
        timeout    {int}  seconds

    The editor's Run ends everything after a minute: a run that is started there ends before, with what it has.

    Raises InspectionError with a message for the operator.
    """
    in_editor = bool(globals().get('_DFF_DEBUG'))
    if in_editor:
        timeout = min(int(timeout), EDITOR - 5)
    own = list(own_checkers or [])
    # That one is of the decorator's.
    guance = dict((key, value) for key, value in (guance or {}).items() if key != 'core_package')
    try:
        notify = _notified(notify or {}, guance)
        request = {
            'inspection': inspection,
            'id': id or _id_of(inspection, func_id),
            'title': title,
            'funcId': func_id,
            'configs': None if isinstance(configs, _Asked) else _given(configs),
            'kwargs': dict(configs) if isinstance(configs, _Asked) else None,
            'accounts': [_settings(one, 'accounts[%d]' % i) for i, one in enumerate(accounts or [])] or None,
            'regions': _regions(regions),
            'params': dict(params or {}, **(checkers or {})) or None,
            'ownCheckers': [_declared(one) for one in own] or None,
            'guance': _settings(guance, 'guance') if guance else None,
            'filters': bool(filters),
            'timeoutSeconds': max(1, int(timeout) - GRACE) if timeout > 2 * GRACE else int(timeout),
            'language': language,
            'inEditor': in_editor,
            'byHand': globals().get('_DFF_ORIGIN') != 'cronJob',
            'dryRun': bool(dry_run),
            'registered': getattr(_CALL, 'registered', False) or None,
        }
        request = dict((key, value) for key, value in request.items() if value is not None)
        return _Run(list(filters or []), own, notify, int(timeout)).go(request)
    except InspectionError as error:
        place = _place_of(error.field, func_id)
        if not place:
            raise
        raise InspectionError('%s (%s)' % (error, place), error.field) from None


def feedback(action='list', id=None, by=None, note=None, timeout=60):
    """
    Says that what an event tells of is normal, takes that back, or returns what was said. It counts for all inspections of this
    script set, from their next run on.

    Parameters:
        action  {str} 'normal', 'undo' or 'list'
        id      {str} of the fault, or of its first event, as the event has it; not for 'list'
        by      {str} who says it; for 'normal'
        note    {str} why
        timeout {int} seconds

    Returns a list of dicts with faultId, checker, assetId, metric, low, high, since, at, by, note.

    Raises InspectionError with a message for the operator.
    """
    asked = {'action': _given(action, 'action') or 'list', 'id': _given(id, 'id'), 'by': _given(by, 'by'),
             'note': _given(note, 'note')}
    asked = dict((key, value) for key, value in asked.items() if value is not None)
    return _Run([], [], {}, int(timeout)).go({'feedback': asked})['accepted']


def _id_of(inspection, func_id):
    script = (func_id or '').split('.')[0]
    if not script or script.startswith('{{set}}__'):
        return inspection
    # Functions of one script may have different thresholds: they must not share what they remember.
    name = (func_id.split('.') + ['run'])[1]
    own = script if name == 'run' else '%s-%s' % (script, name)
    return re.sub(r'[^a-z0-9]+', '-', own.lower()).strip('-') or inspection


class _Asked(dict):
    """The values of the function's parameters."""


def asked(**values):
    """
    What the caller of a function asks for, by its parameters: configs, regions, params, as the function's documentation
    says. It stands where run() takes configs.
    """
    return _Asked((name, _given(value, name)) for name, value in values.items())


def _given(value, name='configs'):
    # Forms of the platform fill in the name of a parameter that nobody has set.
    return None if value in (name.upper(), 'INPUT_BY_CALLER', 'FROM_PARAMETER') else value


def _regions(regions):
    if isinstance(regions, str) and regions not in ('all', 'in-use'):
        regions = [region.strip() for region in re.split(r'[\s,]+', regions) if region.strip()]
    return regions or None


def _settings(values, field):
    """Names as the bundle has them; `*_env` become the values of variables, which stay out of the code."""
    out = {}
    for key, value in values.items():
        if key.endswith('_env'):
            name, key = value, key[:-len('_env')]
            value = DFF.ENV(name)
            if value in (None, ''):
                raise InspectionError('%s.%s: the environment variable %s is not set' % (field, key, name),
                                      '%s.%s_env' % (field, key))
        if isinstance(value, str) and re.match(r'^<.+>$', value):
            raise InspectionError('%s.%s: %s is still to be filled in' % (field, key, value), '%s.%s' % (field, key))
        if key == 'regions':
            value = _regions(value)
        if value not in (None, ''):
            out[re.sub(r'_(\w)', lambda match: match.group(1).upper(), key)] = value
    return out


def _notified(notify, guance):
    """Environment variables of those whom a script tells itself, beside those that are told anyway."""
    for key in notify:
        if re.sub('_env$', '', key) not in NOTIFIED:
            raise InspectionError('notify.%s: is nobody who can be told; known are %s' % (key, ', '.join(NOTIFIED)),
                                  'notify.%s' % key)
    if not notify:
        return {}
    names = dict((re.sub('_env$', '', key), key) for key in notify)
    values = _settings(notify, 'notify')
    camel = dict((re.sub(r'_(\w)', lambda match: match.group(1).upper(), name), name) for name in names)
    variables = dict((camel[key].upper(), value) for key, value in values.items())
    told = list(dict.fromkeys(NOTIFIED[camel[key]] for key in values))
    if guance.get('reporters'):
        guance['reporters'] = list(dict.fromkeys(list(guance['reporters']) + told))
        return variables
    key_id = any(guance.get(name) for name in ('api_key_id', 'api_key_id_env')) or DFF.ENV('GUANCE_API_KEY_ID')
    usual = DFF.ENV('GUANCE_REPORTER') or ('guance' if key_id else '')
    names = [name.strip() for name in usual.split(',') if name.strip()]
    return dict(variables, GUANCE_REPORTER=','.join(dict.fromkeys(names + told)))


# Requests to Guance, of all workers

def room(name, limit, ms):
    """0 when a request has its place among those of all workers, else milliseconds until it may ask again."""
    first = random.randrange(limit)
    for i in range(limit):
        # A key for each request that the window allows: it is taken, and free when it expires.
        key = 'aliyun_inspection:room:%s:%d' % (name, (first + i) % limit)
        if DFF.CACHE.set(key, '1', expires=-(-ms // 1000), not_exists=True):
            return 0
    return 1000 + random.randrange(500)


# Guance's core package

# Requests a minute that Guance allows a key, and the window in which they are counted, as the bundle has them.
PER_KEY, WINDOW_MS = 20, 61000
# What the package asks at each start: it looks for the inspection, changes or creates it, and reads it. Its source is not
# public: as its documentation has it.
CORE_CALLS = 3
# Seconds that a start waits for room: less than the shortest limit of a function, a judgement.
CORE_PATIENCE = 20

def self_hosted_monitor(guance=None):
    """
    Stands above @DFF.API, and registers the function as Guance's own inspections do, where Guance's core package is
    installed (guance_monitor__register, guance_monitor__event_reporter) and there are an API key and its id. Elsewhere
    it leaves the function as it is, and each run registers itself.

        @runtime.self_hosted_monitor(GUANCE)
        @DFF.API('ECS', fixed_crontab='10,40 * * * *', timeout=900)
        def run(configs=None, regions=None, params=None):
            asked = runtime.asked(configs=configs, regions=regions, params=params)
            return runtime.run('ecs', asked, func_id=_DFF_FUNC_ID, guance=GUANCE)

    Parameters:
        guance {dict} api_key_id, api_key, node, each also with _env; what is not in it comes from the variables
                      GUANCE_API_KEY_ID, GUANCE_API_KEY, GUANCE_NODE. 'core_package': False leaves the package alone
    """
    def decorate(function):
        register, key_id = _core_of(dict(guance or {}))
        if register is None:
            return function

        @functools.wraps(function)
        def registered(*args, **kwargs):
            before, _CALL.registered = getattr(_CALL, 'registered', False), True
            try:
                return function(*args, **kwargs)
            finally:
                _CALL.registered = before
        monitored = register(registered)

        @functools.wraps(monitored)
        def paced(*args, **kwargs):
            # What the package asks at each start counts among the requests of the key, as what runs ask does.
            _wait_for_room(key_id, CORE_CALLS)
            return monitored(*args, **kwargs)
        return paced
    return decorate


def _wait_for_room(key_id, requests):
    name, end = hashlib.sha256(key_id.encode('utf-8')).hexdigest()[:16], time.time() + CORE_PATIENCE
    for _ in range(requests):
        while True:
            try:
                wait = room(name, PER_KEY, WINDOW_MS)
            except Exception:
                # A platform without its cache has nobody to share with.
                return
            # Late is better than not at all.
            if wait <= 0 or time.time() + wait / 1000.0 > end:
                break
            time.sleep(wait / 1000.0)


def _core_of(guance):
    """The decorator of Guance's core package for a key and a node, and the key's id; nothing where it is not to be used."""
    switch = guance.pop('core_package', None)
    if switch is None:
        switch = DFF.ENV('GUANCE_CORE_PACKAGE')
    if switch is False or str(switch).strip().lower() in ('false', 'off', '0', 'no'):
        return None, None
    try:
        own = _settings(guance, 'guance')
    except InspectionError:
        # The run says so, where there is somebody to read it.
        return None, None
    value = lambda name, variable: own.get(name) or DFF.ENV(variable)
    key_id, key = value('apiKeyId', 'GUANCE_API_KEY_ID'), value('apiKey', 'GUANCE_API_KEY')
    node = _guance_node(value('node', 'GUANCE_NODE'))
    # The package knows nodes by name only.
    if not key_id or not key or (value('openapiUrl', 'GUANCE_OPENAPI_URL') and not node):
        return None, None
    try:
        from guance_monitor__register import self_hosted_monitor as register
        import guance_monitor__event_reporter
    except ImportError:
        return None, None
    return register(key_id, key, node) if node else register(key_id, key), key_id


def _guance_node(name):
    """A node as Guance's core package names it, of any of the names that the console shows; nothing for the first."""
    words = re.split(r'[\s(（]+', (name or '').strip().lower())
    return {'cn1': None, 'default': None, 'none': None, '': None, 'cn2': 'aws'}.get(words[0], words[0])


# Where a value stands in the script

def _place_of(field, func_id):
    """Script and line of the value that an error is about; nothing where they cannot be told."""
    script = (func_id or '').split('.')[0]
    try:
        task = DFF.TASK
        loaded = task.script if (task.script or {}).get('id') == script else task.load_script(script)
        line = _line_of(field, loaded['code'])
    except Exception:
        # Only a hint: the platform may have no such thing, or the script may be gone.
        return None
    return '%s, line %d' % (script, line) if line else None


def _line_of(field, code):
    """The line of `accounts[0].regions` in `ACCOUNTS = [{'regions': ...}]`, or of what of it is there."""
    parts = re.findall(r'[^.\[\]]+', field or '')
    if not parts:
        return None
    for node in ast.walk(ast.parse(code)):
        if parts[0] == 'own_checkers' and isinstance(node, ast.Call) and node.args and _names(node.args[0], parts[1:2]):
            return next((one.value.lineno for one in node.keywords if one.arg in parts[2:3]), node.lineno)
        if isinstance(node, ast.Assign) and any(getattr(target, 'id', '').lower() == parts[0] for target in node.targets):
            return _deepest(node.value, parts[1:], node.lineno)
    return None


def _deepest(node, parts, line):
    for part in parts:
        if isinstance(node, ast.Dict):
            found = [(key, value) for key, value in zip(node.keys, node.values) if _names(key, (part, part + '_env'))]
        elif isinstance(node, (ast.List, ast.Tuple)) and part.isdigit() and int(part) < len(node.elts):
            found = [(node.elts[int(part)],) * 2]
        else:
            found = []
        if not found:
            break
        line, node = found[0][0].lineno, found[0][1]
    return line


def _names(key, names):
    return isinstance(getattr(key, 'value', None), str) and key.value in names


# Checkers in Python

class Absent(Exception):
    """A checker has read what is not there: its verdict is unknown, for what is absent is not healthy."""

    def __init__(self, **what):
        super(Absent, self).__init__(what)
        self.what = what


class Asset(dict):
    """An asset as a checker sees it: reading a field that is absent makes the verdict unknown."""

    def __missing__(self, name):
        raise Absent(field=name)

    def get(self, name, *default):
        return dict.get(self, name, *default) if default else self[name]


class Reading(float):
    """The newest value of a metric; `parts` has those of its parts (such as devices), `at` is when."""
    parts, at = {}, None


class _Readings(dict):
    def __missing__(self, name):
        raise Absent(metric=name)

    def get(self, name, *default):
        return dict.get(self, name, *default) if default else self[name]


def checker(id, asset, title, severity='warning', category='availability', why=None, remedy=None, docs=None,
            metrics=None, params=None):
    """
    Makes a checker of a function. It gets what its parameters are called, in any order: `asset`, `metrics`, `params`, `now`.
    It returns pass_(), fail(), skip() or unknown(). A field or a metric that is absent makes the verdict unknown by itself.

        @runtime.checker('mine-owner-missing', asset='ecs-instances', title=('没有负责人', 'Has no owner'))
        def owner_missing(asset):
            if asset['tags'].get('owner'):
                return runtime.pass_()
            return runtime.fail('%s 没有负责人' % asset['id'], '%s has no owner' % asset['id'])

    Parameters:
        id       {str}  such as 'mine-owner-missing'; part of every event, so it should not change
        asset    {str}  the list whose assets are judged, such as 'ecs-instances'; see the catalogue
        title    {str}  or a pair: Chinese, English
        severity {str}  critical, error, warning or info
        metrics  {dict} by the name that the function uses: an id such as 'ecs-cpu', or a dict with namespace, metric,
                        statistic, period, dimension, unit
        params   {dict} defaults by name: numbers, True or False, lists of texts
    """
    def declare(function):
        wanted = list(inspect.signature(function).parameters)
        strange = [name for name in wanted if name not in ('asset', 'metrics', 'params', 'now')]
        if strange or 'asset' not in wanted:
            raise InspectionError('own_checkers.%s: the function may ask for asset, metrics, params and now, not for %s'
                                  % (id, ', '.join(strange) or 'no asset'))
        values = {
            'id': id, 'asset': asset, 'title': _both(title), 'why': _both(why), 'remedy': _both(remedy),
            'severity': severity, 'category': category, 'docs': docs, 'metrics': metrics, 'params': params,
        }
        function.declaration = dict((key, value) for key, value in values.items() if value is not None)
        function.wanted = wanted
        return function
    return declare


def pass_(**data):
    """It is well. Facts may be added, such as value and threshold."""
    return {'verdict': 'pass', 'data': data}


def fail(zh, en=None, severity=None, **data):
    """It is not well, and what to say of it. Facts may be added, such as value, threshold and unit."""
    said = {'verdict': 'fail', 'says': _both((zh, en or zh)), 'data': data}
    return dict(said, severity=severity) if severity else said


def skip(zh, en=None):
    """The checker does not apply to this asset."""
    return {'verdict': 'skip', 'says': _both((zh, en or zh))}


def unknown(zh, en=None):
    """It cannot be told: neither raises nor clears."""
    return {'verdict': 'unknown', 'says': _both((zh, en or zh))}


def when(text):
    """A time of an asset, such as '2026-12-31T16:00:00.000Z', as one that can be compared with `now`."""
    return datetime.strptime(text[:19], '%Y-%m-%dT%H:%M:%S').replace(tzinfo=timezone.utc)


def _both(text):
    if text is None or isinstance(text, dict):
        return text
    zh, en = text if isinstance(text, (list, tuple)) else (text, text)
    return {'zh': str(zh), 'en': str(en)}


def _declared(function):
    declaration = getattr(function, 'declaration', None)
    if declaration is None:
        raise InspectionError('own_checkers: %s is no checker; declare it with @runtime.checker(...)'
                              % getattr(function, '__name__', repr(function)), 'own_checkers')
    return declaration


# One run

class _Run(object):
    def __init__(self, filters, own, variables, timeout):
        self.filters = filters
        self.own = dict((one.declaration['id'], one) for one in own)
        self.variables = variables
        self.timeout = timeout
        self.leases = {}
        self.errors = deque(maxlen=20)
        self.late = False

    def go(self, request):
        node, path = find_node(), unpack()
        child = timer = outcome = None
        try:
            child = subprocess.Popen([node, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            reader = threading.Thread(target=self._read_errors, args=(child.stderr,), daemon=True)
            reader.start()
            timer = threading.Timer(self.timeout + GRACE, self._end, args=(child,))
            timer.daemon = True
            timer.start()
            self._send(child, request)
            for line in iter(child.stdout.readline, b''):
                message = self._parse(line)
                if 'result' in message or 'failure' in message:
                    outcome = message
                    break
                if 'ask' in message:
                    self._send(child, self._answer(message))
                else:
                    print(message['log'] if 'log' in message else line.decode('utf-8', 'replace').rstrip('\n'))
            # Without an outcome, the pipe was closed because Node.js has ended: its exit code tells how.
            self._ends(child)
        finally:
            # Whatever ends this (a timeout, an error in a filter), Node.js ends with it.
            if child:
                child.kill()
            if timer:
                timer.cancel()
            code = child.wait() if child else None
            for pipe in (child.stdin, child.stdout) if child else ():
                try:
                    pipe.close()
                except OSError:
                    pass
            self._release_all()
        if outcome is None:
            reader.join(1)
            raise InspectionError(self._why(code))
        if 'failure' in outcome:
            raise InspectionError(outcome['failure']['message'], outcome['failure'].get('field'))
        return outcome['result']

    def _why(self, code):
        if self.late:
            return 'the inspection did not end within %d seconds and was stopped' % self.timeout
        said = ' '.join(line for line in self.errors if line.strip())[-1000:]
        return 'Node.js ended with code %s before the inspection did: %s' % (code, said or 'it said nothing')

    def _end(self, child):
        self.late = True
        child.kill()

    def _read_errors(self, pipe):
        for line in iter(pipe.readline, b''):
            self.errors.append(line.decode('utf-8', 'replace').rstrip())
        pipe.close()

    @staticmethod
    def _ends(child):
        """Whether it ends by itself, after its outcome."""
        try:
            child.wait(2)
            return True
        except subprocess.TimeoutExpired:
            return False

    @staticmethod
    def _parse(line):
        text = line.decode('utf-8', 'replace').rstrip('\n')
        try:
            message = json.loads(text)
        except ValueError:
            message = None
        return message if isinstance(message, dict) else {'log': text}

    @staticmethod
    def _send(child, message):
        try:
            child.stdin.write(json.dumps(message).encode('utf-8') + b'\n')
            child.stdin.flush()
        except OSError:
            # It has ended; why is in what it said.
            pass

    def _answer(self, message):
        if message['ask'] == 'filter':
            return {'value': [self._accepts(asset) for asset in message['assets']]}
        try:
            return {'value': getattr(self, '_do_' + message['ask'])(message)}
        except Exception as error:
            return {'error': '%s: %s' % (type(error).__name__, error)}

    def _accepts(self, asset):
        for one in self.filters:
            try:
                accepted = one(asset)
            except Exception as error:
                raise InspectionError('the filter %s failed for %s: %s: %s' % (
                    getattr(one, '__name__', 'function'), asset.get('id'), type(error).__name__, error))
            if not accepted:
                return False
        return True

    def _do_check(self, message):
        """A verdict of the script's own; whatever goes wrong in it is one, too, so that the run goes on."""
        function = self.own[message['checker']]
        given = {
            'asset': Asset(message['asset']),
            'metrics': _Readings((name, _reading(one)) for name, one in message['metrics'].items() if one),
            'params': message['params'],
            'now': when(message['now']),
        }
        try:
            said = function(**dict((name, given[name]) for name in function.wanted))
            if not isinstance(said, dict) or 'verdict' not in said:
                raise TypeError('it returned %r, not pass_(), fail(), skip() or unknown()' % (said,))
            # A value that JSON does not have is the function's mistake, not the connection's.
            return json.loads(json.dumps(said, default=_plain))
        except Absent as absent:
            return dict(absent.what, verdict='absent')
        except Exception as error:
            return {'verdict': 'error', 'error': '%s: %s' % (type(error).__name__, error)}

    @staticmethod
    def _do_report(message):
        # It finds the inspection that is running by being made where that runs.
        from guance_monitor__event_reporter import EventReporter
        EventReporter().report(message['events'])

    def _do_env(self, message):
        values = ((name, self.variables.get(name) or DFF.ENV(name)) for name in message['names'])
        return dict((name, str(value)) for name, value in values if value not in (None, ''))

    def _do_get(self, message):
        return DFF.STORE.get(_key(message['key']), scope=SCOPE)

    def _do_set(self, message):
        # The platform cannot compare and write in one step: what is left open is the moment between these two.
        if 'fence' in message and self._fence(message['name']) != (message['fence'], message['token']):
            return False
        if 'value' in message:
            DFF.STORE.set(_key(message['key']), message['value'], scope=SCOPE)
        else:
            DFF.STORE.delete(_key(message['key']), scope=SCOPE)
        return True

    def _do_lease(self, message):
        """The number of whoever holds the lease: the same when the token has it still, or had it last."""
        name, token = message['name'], message['token']
        key, seconds = self._lock(name), message['ms'] // 1000 or 1
        holder = _text(DFF.CACHE.get(key))
        if holder is None:
            if not DFF.CACHE.set(key, token, expires=seconds, not_exists=True):
                return None
        elif holder == token:
            DFF.CACHE.set(key, token, expires=seconds)
        else:
            return None
        try:
            number, last = self._fence(name)
            if last == token:
                return number
            if self.leases.get(name) == token:
                # Somebody else had it in between.
                return None
            DFF.STORE.set(_key('fence:%s' % name), '%d %s' % (number + 1, token), scope=SCOPE)
        except Exception:
            if self.leases.get(name) != token:
                self._release(name, token)
            raise
        self.leases[name] = token
        return number + 1

    def _do_release(self, message):
        self._release(message['name'], message['token'])

    @staticmethod
    def _do_room(message):
        return room(message['name'], message['limit'], message['ms'])

    @staticmethod
    def _lock(name):
        return _key('%s:lock:%s' % (SCOPE, name))

    @staticmethod
    def _fence(name):
        """The number and the token of the newest holder."""
        number, _, token = (DFF.STORE.get(_key('fence:%s' % name), scope=SCOPE) or '0 ').partition(' ')
        return int(number), token

    def _release(self, name, token):
        self.leases.pop(name, None)
        # One that has expired may be somebody else's by now.
        if _text(DFF.CACHE.get(self._lock(name))) == token:
            DFF.CACHE.delete(self._lock(name))

    def _release_all(self):
        for name, token in list(self.leases.items()):
            self._release(name, token)


def _reading(given):
    reading = Reading(given['value'])
    reading.at = when(given['at'])
    reading.parts = dict((one['part'], one['value']) for one in given['parts'])
    return reading


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError('%s is no number, text, True, False or list of texts' % type(value).__name__)


def _text(value):
    return value.decode('utf-8') if isinstance(value, bytes) else value


def _key(key):
    return key if len(key) <= 250 else 'sha256:' + hashlib.sha256(key.encode('utf-8')).hexdigest()
