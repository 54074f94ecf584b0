# -*- coding: utf-8 -*-
"""
A function platform of one process: runs a function of an unpacked script set with exactly the documented services.

    python3 fake_dff.py <folder> <store file> <function id>  <  {"env": {}, "kwargs": {}, "timeout": 30, "scripts": {}}

Writes one JSON object: {"result": ...} or {"error": ..., "type": ...}, with "logs" and "funcs".
"""
import builtins
import fcntl
import functools
import importlib.abc
import importlib.util
import inspect
import json
import os
import signal
import sys
import time

OPTIONS = {
    'category': str, 'tags': (list, tuple), 'timeout': int, 'expires': int, 'cache_result': (int, float), 'queue': int,
    'fixed_cron_expr': str, 'fixed_crontab': str, 'delayed_cron_job': (int, list), 'integration': str, 'is_hidden': bool,
}
FOLDER, STORE_FILE, FUNC_ID = sys.argv[1:4]
TASK = json.loads(sys.stdin.read())
LOGS = []
FUNCS = {}


class TaskTimeout(BaseException):
    pass


class Table(object):
    """Rows of a database that processes share."""

    def __init__(self, kind):
        self.kind = kind

    def _change(self, change):
        with open(STORE_FILE + '.lock', 'w') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                with open(STORE_FILE) as file:
                    rows = json.load(file)
            except FileNotFoundError:
                rows = {}
            mine = rows.setdefault(self.kind, {})
            for key in [key for key, row in mine.items() if row['until'] and row['until'] < time.time()]:
                del mine[key]
            answer = change(mine)
            with open(STORE_FILE + '.new', 'w') as file:
                json.dump(rows, file)
            os.replace(STORE_FILE + '.new', STORE_FILE)
            return answer

    def put(self, key, value, expires, not_exists):
        assert len(key) <= 256, 'key is too long'

        def change(rows):
            if not_exists and key in rows:
                return None
            rows[key] = {'value': value, 'until': time.time() + expires if expires else None}
            return True
        return self._change(change)

    def take(self, key):
        return self._change(lambda rows: rows[key]['value'] if key in rows else None)

    def remove(self, key):
        return self._change(lambda rows: rows.pop(key, None) and None)


class Store(object):
    def __init__(self, scope):
        self.scope, self.table = scope, Table('store')

    def set(self, key, value, scope=None, expires=None, not_exists=False):
        assert TASK.get('store', True), 'the database is gone'
        text = json.dumps(value)
        assert len(text) * 1.1 < 4 * 1024 * 1024, 'max_allowed_packet'
        return self.table.put('%s\n%s' % (scope or self.scope, key), text, expires, not_exists)

    def get(self, key, scope=None):
        text = self.table.take('%s\n%s' % (scope or self.scope, key))
        return None if text is None else json.loads(text)

    def delete(self, key, scope=None):
        self.table.remove('%s\n%s' % (scope or self.scope, key))


class Cache(object):
    table = Table('cache')

    def set(self, key, value, expires=None, not_exists=False):
        return self.table.put(key, str(value), expires, not_exists)

    def get(self, key):
        return self.table.take(key)

    def delete(self, key):
        self.table.remove(key)


class Running(object):
    """The task itself, which can load any script of the platform."""
    script = None

    def load_script(self, script):
        return {'id': script, 'code': source_of(script)}


class Dff(object):
    TASK = Running()

    def __init__(self, script):
        self._script = script
        self.STORE, self.CACHE = Store(script), Cache()

    def __getattr__(self, name):
        return None

    def RSRC(self, path):
        return os.path.join(TASK.get('resources', '/data/resources'), path)

    def ENV(self, name):
        return TASK.get('env', {}).get(name)

    def API(self, title=None, **options):
        for name, value in options.items():
            if not isinstance(value, OPTIONS.get(name, ())):
                raise TypeError('API() got an unexpected option %s=%r' % (name, value))
        assert title is None or isinstance(title, str)
        assert 1 <= options.get('timeout', 1) <= 3600
        assert len((options.get('fixed_crontab') or '* * * * *').split()) == 5

        def register(function):
            func = FUNCS['%s.%s' % (self._script, function.__name__)] = {
                'title': title,
                'description': inspect.cleandoc(function.__doc__),
                'definition': function.__name__ + str(inspect.signature(function)),
                'category': options.get('category', 'general'),
                'tags': sorted(set(options.get('tags', []))),
                'timeout': options.get('timeout'),
                'cron': options.get('fixed_crontab'),
                'queue': options.get('queue'),
            }

            @functools.wraps(function)
            def exported(*args, **kwargs):
                return function(*args, **kwargs)

            exported._DFF_FUNC_ID, exported._DFF_FUNC_TITLE = '%s.%s' % (self._script, function.__name__), title
            exported._DFF_FUNC_DESCRIPTION, exported._DFF_FUNC_DEFINITION = func['description'], func['definition']
            exported._DFF_FUNC_CATEGORY, parameters = func['category'], inspect.signature(function).parameters
            exported._DFF_FUNC_ARGS = list(parameters)
            exported._DFF_FUNC_KWARGS = dict((name, {} if one.default is one.empty else {'default': one.default})
                                             for name, one in parameters.items())
            return exported
        return register


def source_of(script):
    if script in TASK.get('scripts', {}):
        return TASK['scripts'][script]
    group, _, name = script.partition('__')
    try:
        with open(os.path.join(FOLDER, 'script-sets', group, name + '.py'), encoding='utf-8') as file:
            return file.read()
    except FileNotFoundError:
        return None


class Scripts(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        # What is no script of the platform may be a module of Python's.
        found = '__' in name.strip('_') and source_of(name) is not None
        return importlib.util.spec_from_loader(name, self) if found else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        script = module.__name__
        hidden = dict((name, value) for name, value in vars(builtins).items() if name != 'BaseException')
        module.__dict__.update({
            '__builtins__': hidden, 'DFF': Dff(script), 'print': lambda *args: LOGS.append(' '.join(map(str, args))),
            '_DFF_FUNC_ID': FUNC_ID, '_DFF_ORIGIN': TASK.get('origin', 'cronJob'),
            '_DFF_DEBUG': TASK.get('editor', False),
        })
        exec(compile(source_of(script), script, 'exec'), module.__dict__)


def on_alarm(*_):
    raise TaskTimeout()


sys.meta_path.insert(0, Scripts())
signal.signal(signal.SIGALRM, on_alarm)
out = {}
try:
    entry, _, function = FUNC_ID.partition('.')
    module = importlib.import_module(entry)
    signal.setitimer(signal.ITIMER_REAL, TASK.get('timeout', 60))
    out['result'] = json.loads(json.dumps(getattr(module, function)(**TASK.get('kwargs', {}))))
except BaseException as error:
    out['error'], out['type'] = str(error), type(error).__name__
signal.setitimer(signal.ITIMER_REAL, 0)
out['logs'], out['funcs'] = LOGS, FUNCS
print(json.dumps(out))
