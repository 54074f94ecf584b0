# -*- coding: utf-8 -*-
"""
Runs inspections of Alibaba Cloud assets: starts Node.js with the bundle of this script set, and gives it the services
of the platform. Scripts call run(); nothing here needs to be edited. Python 3.8 or later.
"""
import ast
import base64
import glob
import hashlib
import inspect
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import threading
import time
import zlib
from collections import deque
from datetime import datetime, timezone

import {{set}}__bundle as bundle

# Where state and locks are kept, whichever script runs.
SCOPE = '{{set}}'
# Seconds that a run gets to end by itself before it is ended.
GRACE = 15
# Seconds after which the editor ends whatever its Run has started, without a word.
EDITOR = 60
# Seconds after which the unpacked bundle of another version is removed.
STALE = 7 * 86400
# Seconds that a worker trusts the version that a Node.js has told.
NODE_TRUST = 600

# Whom a script may notify itself: names as the environment variables have them.
ROBOTS = ('dingtalk_robot_url', 'dingtalk_robot_secret', 'feishu_robot_url', 'feishu_robot_secret', 'wecom_robot_url')

_NODES = {}


class InspectionError(Exception):
    """A run that could not be done; the message says what to do about it, `field` which value it is about."""

    def __init__(self, message, field=None):
        super(InspectionError, self).__init__(message)
        self.field = field


def run(inspection, configs=None, func_id=None, id=None, title=None, accounts=None, regions=None, checkers=None,
        own_checkers=None, params=None, filters=None, guance=None, notify=None, timeout=900, language=None,
        dry_run=False):
    """
    Runs an inspection and returns its summary.

    Parameters:
        inspection {str}  a shipped inspection, such as 'ecs'
        configs    {any}  what the caller asks for: asset ids, or a dict with regions, instanceIds, params
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
        guance     {dict} api_key_id or api_key_id_env, node, reporters, ...
        notify     {dict} robots: dingtalk_robot_url, dingtalk_robot_secret, feishu_robot_url, feishu_robot_secret,
                          wecom_robot_url, each also with _env, the name of an environment variable of the platform
        timeout    {int}  seconds

    The editor's Run ends everything after a minute: a run that is started there ends before, with what it has.

    Raises InspectionError with a message for the operator.
    """
    in_editor = bool(globals().get('_DFF_DEBUG'))
    if in_editor:
        timeout = min(int(timeout), EDITOR - 5)
    own = list(own_checkers or [])
    try:
        request = {
            'inspection': inspection,
            'id': id or _id_of(inspection, func_id),
            'title': title,
            'funcId': func_id,
            'configs': _given(configs),
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
        }
        request = dict((key, value) for key, value in request.items() if value is not None)
        return _Run(list(filters or []), own, _robots(notify or {}), int(timeout)).go(request)
    except InspectionError as error:
        place = _place_of(error.field, func_id)
        if not place:
            raise
        raise InspectionError('%s (%s)' % (error, place), error.field) from None


def _id_of(inspection, func_id):
    script = (func_id or '').split('.')[0]
    if not script or script.startswith('{{set}}__'):
        return inspection
    # Functions of one script may have different thresholds: they must not share what they remember.
    name = (func_id.split('.') + ['run'])[1]
    own = script if name == 'run' else '%s-%s' % (script, name)
    return re.sub(r'[^a-z0-9]+', '-', own.lower()).strip('-') or inspection


def _given(configs):
    # Forms of the platform fill in the name of a parameter that nobody has set.
    return None if configs in ('CONFIGS', 'INPUT_BY_CALLER', 'FROM_PARAMETER') else configs


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


def _robots(notify):
    """Environment variables of the robots that a script names itself."""
    for key in notify:
        if re.sub('_env$', '', key) not in ROBOTS:
            raise InspectionError('notify.%s: is no robot; known are %s' % (key, ', '.join(ROBOTS)), 'notify.%s' % key)
    names = dict((re.sub('_env$', '', key), key) for key in notify)
    values = _settings(notify, 'notify')
    camel = dict((re.sub(r'_(\w)', lambda match: match.group(1).upper(), name), name) for name in names)
    return dict((camel[key].upper(), value) for key, value in values.items())


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


# Node.js

def _version(text):
    match = re.match(r'^v?(\d+)\.(\d+)\.(\d+)', text)
    return tuple(int(part) for part in match.groups()) if match else None


def _node_version(path):
    known = _NODES.get(path)
    if known and time.time() - known[1] < NODE_TRUST:
        return known[0]
    try:
        out = subprocess.run([path, '--version'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = _version(out.decode('utf-8', 'replace').strip())
    if version:
        _NODES[path] = (version, time.time())
    return version


def find_node():
    """The path of a Node.js that is new enough; raises InspectionError naming what was found and what is needed."""
    chosen = os.environ.get('ALIYUN_INSPECTION_NODE') or DFF.ENV('ALIYUN_INSPECTION_NODE')
    if chosen:
        candidates = [chosen]
    else:
        candidates = [shutil.which('node')] + sorted(glob.glob('/usr/src/resource/node-*/bin/node'), reverse=True)
    seen = []
    for path in [path for path in candidates if path]:
        version = _node_version(path)
        if version and version >= _version(bundle.NODE_MIN):
            return path
        seen.append('%s is %s' % (path, 'v%d.%d.%d' % version if version else 'no working Node.js'))
    raise InspectionError('Node.js %s or later is needed; %s. Install it on the workers, or set ALIYUN_INSPECTION_NODE '
                          'to its path' % (bundle.NODE_MIN, ', '.join(seen) or 'none was found'))


# The bundle

def unpack():
    """The path of what starts the unpacked bundle: verified, shared by all workers of a container, written once."""
    try:
        folder = os.path.join(tempfile.gettempdir(), '%s-%d-%s' % (SCOPE, os.getuid(), bundle.SHA256[:16]))
    except OSError as error:
        raise InspectionError('there is no folder for temporary files: make one that the worker can write to, or set '
                              'TMPDIR (%s)' % error.strerror)
    path, start = os.path.join(folder, 'index.js'), os.path.join(folder, 'start.js')
    wanted = hashlib.sha256(bundle.START.encode('utf-8')).hexdigest()
    if _is_own(folder) and _sha256_of(path) == bundle.SHA256 and _sha256_of(start) == wanted:
        return start
    try:
        code = zlib.decompress(base64.b64decode(bundle.DATA))
    except (ValueError, zlib.error):
        code = b''
    if hashlib.sha256(code).hexdigest() != bundle.SHA256:
        raise InspectionError('the script {{set}}__bundle is damaged: import the script set again')
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_own(folder):
            raise InspectionError('%s belongs to somebody else, or others may write to it: remove it' % folder)
        _write(path, code)
        _write(start, bundle.START.encode('utf-8'))
    except OSError as error:
        raise InspectionError('the bundle cannot be written to %s: %s; make room there, or set TMPDIR to another folder'
                              % (folder, error.strerror))
    _remove_stale(folder)
    return start


def _is_own(folder):
    """Whether nobody else can put files into it."""
    try:
        facts = os.stat(folder)
    except OSError:
        return False
    return facts.st_uid == os.getuid() and not facts.st_mode & 0o022


def _write(path, data):
    temporary = '%s.%d.%d' % (path, os.getpid(), threading.get_ident())
    try:
        with open(temporary, 'wb') as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        try:
            os.remove(temporary)
        except OSError:
            pass
        raise


def _sha256_of(path):
    try:
        with open(path, 'rb') as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return None


def _remove_stale(current):
    for folder in glob.glob(os.path.join(tempfile.gettempdir(), '%s-%d-*' % (SCOPE, os.getuid()))):
        try:
            if folder != current and time.time() - os.stat(folder).st_mtime > STALE:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            pass


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
        """0 when a request has its place among those of all workers, else milliseconds until it may ask again."""
        limit, first = message['limit'], random.randrange(message['limit'])
        for i in range(limit):
            # A key for each request that the window allows: it is taken, and free when it expires.
            key = 'aliyun_inspection:room:%s:%d' % (message['name'], (first + i) % limit)
            if DFF.CACHE.set(key, '1', expires=-(-message['ms'] // 1000), not_exists=True):
                return 0
        return 1000 + random.randrange(500)

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
