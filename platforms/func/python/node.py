# -*- coding: utf-8 -*-
"""
Finds a Node.js on the worker and unpacks the bundle for it; the script {{set}}__runtime starts one with the other.
Nothing here needs to be edited. Python 3.8 or later.
"""
import base64
import glob
import hashlib
import io
import os
import platform
import re
import shutil
import subprocess
import tarfile
import tempfile
import threading
import time
import zlib

import {{set}}__bundle as bundle

# What the folders below the temporary one begin with, and the folder of the resources.
SCOPE = '{{set}}'
# Seconds after which the unpacked bundle of another version is removed.
STALE = 7 * 86400
# Seconds that a worker trusts the version that a Node.js has told.
NODE_TRUST = 600
# Where the official image has its own.
IMAGE = '/usr/src/resource/node-*/bin/node'
# What nodejs.org calls processors.
PROCESSORS = {'x86_64': 'x64', 'amd64': 'x64', 'aarch64': 'arm64', 'arm64': 'arm64'}
ARCHIVE = re.compile(r'\.(tar\.gz|tgz|tar\.xz)$')

_NODES = {}


class InspectionError(Exception):
    """A run that could not be done; the message says what to do about it, `field` which value it is about."""

    def __init__(self, message, field=None):
        super(InspectionError, self).__init__(message)
        self.field = field


# Node.js

def find_node():
    """The path of a Node.js that is new enough; raises InspectionError naming what was found and how to bring one."""
    chosen = os.environ.get('ALIYUN_INSPECTION_NODE') or DFF.ENV('ALIYUN_INSPECTION_NODE')
    if chosen:
        # One that lies in the resource folder may be named by its path there.
        candidates = [chosen if os.path.isabs(chosen) else os.path.join(_resources(), chosen)]
    else:
        candidates = [shutil.which('node')] + sorted(glob.glob(IMAGE), reverse=True) + _brought()
    seen = []
    for path in [path for path in candidates if path]:
        try:
            program = _program(path)
            version, problem = _node_version(program)
        except Exception as error:
            # Whatever is wrong with one (a torn archive, a folder that is full), another may be well.
            version, problem = None, str(error).split('\n')[0].rstrip(' :') or type(error).__name__
        if version and version >= _version(bundle.NODE_MIN):
            return program
        said = 'v%d.%d.%d' % version if version else 'no working Node.js%s' % (problem and ' (%s)' % problem)
        seen.append('%s is %s' % (path, said))
    name = 'node-v16.20.2-linux-%s.tar.gz' % (_processor() or 'x64')
    raise InspectionError(
        'Node.js {0} or later is needed; {1}. The official image of DataFlux Func brings 16.17.0; elsewhere put {2} of '
        'nodejs.org/dist/v16.20.2 into the resource folder {3}, or set ALIYUN_INSPECTION_NODE to the path of one. '
        '需要 Node.js {0} 或更高版本：DataFlux Func 官方镜像自带 16.17.0；否则请将 nodejs.org/dist/v16.20.2 的 {2} '
        '放入资源目录 {3}，或用 ALIYUN_INSPECTION_NODE 指明其路径。'
        .format(bundle.NODE_MIN, ', '.join(seen) or 'none was found', name, os.path.join(_resources(), SCOPE)))


def _resources():
    """The platform's resource folder, which all of its containers share."""
    return (DFF.RSRC and DFF.RSRC('')) or '/data/resources'


def _brought():
    """What lies in the set's resource folder: a program, an unpacked archive, or archives as nodejs.org has them."""
    folder = os.path.join(_resources(), SCOPE)
    unpacked = glob.glob(os.path.join(folder, 'node')) + glob.glob(os.path.join(folder, 'node-*', 'bin', 'node'))
    archives = [path for path in glob.glob(os.path.join(folder, 'node-*')) if ARCHIVE.search(path)]
    mine = [path for path in archives if '-linux-%s.' % _processor() in os.path.basename(path)]
    return sorted([path for path in unpacked if os.path.isfile(path)], reverse=True) + sorted(mine, reverse=True)


def _processor():
    return PROCESSORS.get(platform.machine().lower())


def _program(path):
    """
    What can be started of a file: an upload may not be executable, and an archive has to be unpacked. Both are done once
    in each container, below its temporary folder, for the resource folder may be one that nothing is started from.
    """
    if not ARCHIVE.search(path) and (os.access(path, os.X_OK) or not os.path.isfile(path)):
        return path
    facts = os.stat(path)
    key = hashlib.sha256(('%s %d %d' % (path, facts.st_size, facts.st_mtime_ns)).encode('utf-8')).hexdigest()[:16]
    folder = own_folder('node-' + key)
    program = os.path.join(folder, 'node')
    if not os.path.isfile(program):
        if ARCHIVE.search(path):
            with tarfile.open(path) as archive:
                inside = next((one for one in archive if one.isfile() and re.match(r'^[^/]+/bin/node$', one.name)), None)
                if inside is None:
                    raise OSError('it has no bin/node')
                _write(program, archive.extractfile(inside), 0o700)
        else:
            with open(path, 'rb') as source:
                _write(program, source, 0o700)
    return program


def _version(text):
    match = re.match(r'^v?(\d+)\.(\d+)\.(\d+)', text)
    return tuple(int(part) for part in match.groups()) if match else None


def _node_version(path):
    """The version, and otherwise what is wrong with it."""
    known = _NODES.get(path)
    if known and time.time() - known[1] < NODE_TRUST:
        return known[0], ''
    try:
        done = subprocess.run([path, '--version'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=20)
    except (OSError, subprocess.SubprocessError) as error:
        return None, getattr(error, 'strerror', None) or type(error).__name__
    version = _version(done.stdout.decode('utf-8', 'replace').strip())
    if version:
        _NODES[path] = (version, time.time())
        return version, ''
    return None, done.stderr.decode('utf-8', 'replace').strip()[:200]


# The bundle

def unpack():
    """The path of what starts the unpacked bundle: verified, shared by all workers of a container, written once."""
    folder = own_folder(bundle.SHA256[:16], make=False)
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
        own_folder(bundle.SHA256[:16])
        _write(path, io.BytesIO(code))
        _write(start, io.BytesIO(bundle.START.encode('utf-8')))
    except OSError as error:
        raise InspectionError('the bundle cannot be written to %s: %s; make room there, or set TMPDIR to another folder'
                              % (folder, error.strerror))
    _remove_stale(folder)
    return start


def own_folder(name, make=True):
    """A folder below the temporary one, of this user alone. Raises InspectionError where it is somebody else's."""
    try:
        folder = os.path.join(tempfile.gettempdir(), '%s-%d-%s' % (SCOPE, os.getuid(), name))
    except OSError as error:
        raise InspectionError('there is no folder for temporary files: make one that the worker can write to, or set '
                              'TMPDIR (%s)' % error.strerror)
    if make:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_own(folder):
            raise InspectionError('%s belongs to somebody else, or others may write to it: remove it' % folder)
    return folder


def _is_own(folder):
    """Whether nobody else can put files into it."""
    try:
        facts = os.stat(folder)
    except OSError:
        return False
    return facts.st_uid == os.getuid() and not facts.st_mode & 0o022


def _write(path, source, mode=0o600):
    temporary = '%s.%d.%d' % (path, os.getpid(), threading.get_ident())
    try:
        with open(temporary, 'wb') as file:
            shutil.copyfileobj(source, file)
        os.chmod(temporary, mode)
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
            if folder != current and '-node-' not in folder and time.time() - os.stat(folder).st_mtime > STALE:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            pass
