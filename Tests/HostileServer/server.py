"""An HTTPS server on this machine alone that misbehaves as it is asked to, for the tests of `testamur trust fetch`.

    server.py FOLDER WORK

It serves the files of FOLDER under /plain/. Any other first part of a path names a misbehaviour, for example
/endless/, or /endless~list.json/ for that one file. Its certificates, and a log of the requests, go to WORK. It prints
one line of JSON with its ports, and ends when its standard input does, and after ten minutes in any case.
"""

import datetime
import gzip
import ipaddress
import json
import os
import socket
import ssl
import sys
import threading
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

FOLDER, WORK = sys.argv[1:3]
LOCK = threading.Lock()
DAY = datetime.timedelta(days=1)
BOMB = gzip.compress(b" " * 64_000_000, 1)
NOW = datetime.datetime.now(datetime.timezone.utc)


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(subject, hosts, issuer=None, start=NOW - DAY, end=NOW + DAY):
    """Makes a key and a certificate, signed by `issuer` or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    signer_key, signer_name = (issuer[0], issuer[1].subject) if issuer else (key, name(subject))
    alternatives = [
        x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() or ":" in host else x509.DNSName(host)
        for host in hosts
    ]
    builder = (
        x509.CertificateBuilder().subject_name(name(subject)).issuer_name(signer_name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if alternatives:
        builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    return key, builder.sign(signer_key, hashes.SHA256())


def context(pair, label):
    key, made = pair
    path = os.path.join(WORK, label + ".pem")
    with open(path, "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        file.write(made.public_bytes(serialization.Encoding.PEM))
    result = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    result.load_cert_chain(path)
    return result


def log(line):
    with LOCK, open(os.path.join(WORK, "log"), "a", encoding="utf-8") as file:
        file.write(line + "\n")


def read_head(connection):
    """The lines of a request; nothing when the other side has gone."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = connection.recv(1)
        if not byte or len(head) > 65536:
            return []
        head += byte
    return head.decode("latin-1").split("\r\n")[:-2]


def send(connection, status, body=b"", headers=()):
    head = [f"HTTP/1.1 {status}"] + list(headers)
    if not any(header.lower().startswith(("content-length", "transfer-encoding")) for header in headers):
        head.append(f"Content-Length: {len(body)}")
    connection.sendall(("\r\n".join(head) + "\r\n\r\n").encode("latin-1") + body)


def chunk(data):
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def endlessly(connection, piece, pause=0.0):
    """Sends until the other side has gone, for half a minute at most."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        connection.sendall(piece)
        time.sleep(pause)


def plain(connection, rest):
    path = os.path.normpath(os.path.join(FOLDER, rest))
    if not path.startswith(os.path.normpath(FOLDER) + "/") or not os.path.isfile(path):
        return send(connection, "404 Not Found", b"there is no such file")
    with open(path, "rb") as file:
        send(connection, "200 OK", file.read(), ["Content-Type: application/json"])


def misbehave(connection, behaviour, rest, port):
    """Answers one request; `True` to go on with the next on the same connection."""
    what, _, only = behaviour.partition("~")
    if what == "plain" or (only and only != rest):
        plain(connection, rest)
        return True
    if what == "within":
        send(connection, "302 Found", b"", [f"Location: /plain/{rest}"])
        return True
    if what == "moved":
        send(connection, "308 Permanent Redirect", b"", [f"Location: https://localhost:{port}/plain/{rest}"])
        return True
    if what == "elsewhere":
        send(connection, "302 Found", b"", [f"Location: https://elsewhere.example/plain/{rest}"])
    elif what == "other-port":
        send(connection, "302 Found", b"", [f"Location: https://localhost:{PORTS['other']}/plain/{rest}"])
    elif what == "other-spelling":
        send(connection, "302 Found", b"", [f"Location: https://127.0.0.1:{port}/plain/{rest}"])
    elif what == "to-http":
        send(connection, "301 Moved Permanently", b"", [f"Location: http://localhost:{port}/plain/{rest}"])
    elif what == "to-file":
        send(connection, "302 Found", b"", ["Location: file:///etc/passwd"])
    elif what == "to-password":
        send(connection, "302 Found", b"", [f"Location: https://a:b@localhost:{port}/plain/{rest}"])
    elif what == "nowhere":
        send(connection, "302 Found")
    elif what == "loop":
        send(connection, "302 Found", b"", [f"Location: /loop/{rest}"])
    elif what.startswith("hops-"):
        left = int(what[5:])
        target = f"/hops-{left - 1}/{rest}" if left > 1 else f"/plain/{rest}"
        send(connection, "307 Temporary Redirect", b"", [f"Location: {target}"])
    elif what == "endless":
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        endlessly(connection, b" " * 65536)
    elif what == "endless-chunks":
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        endlessly(connection, chunk(b" " * 65536))
    elif what == "endless-headers":
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        endlessly(connection, b"X-More: " + b"a" * 1000 + b"\r\n")
    elif what == "endless-continue":
        endlessly(connection, b"HTTP/1.1 100 Continue\r\nX-More: a\r\n\r\n")
    elif what == "endless-error":
        connection.sendall(b"HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n")
        endlessly(connection, b"oops" * 16384)
    elif what == "unmeasured":
        with open(os.path.join(FOLDER, rest), "rb") as file:
            connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + file.read())
    elif what == "huge":
        send(connection, "200 OK", b"", ["Content-Length: 17179869184"])
    elif what == "drip":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        endlessly(connection, b" ", 0.05)
    elif what == "silent":
        time.sleep(30)
    elif what == "truncated":
        send(connection, "200 OK", b'{"half": ', ["Content-Length: 4000"])
    elif what == "truncated-chunks":
        send(connection, "200 OK", chunk(b'{"half": '), ["Transfer-Encoding: chunked"])
    elif what == "hang-up":
        pass
    elif what == "compressed":
        send(connection, "200 OK", BOMB, ["Content-Encoding: gzip"])
    elif what == "compressed-transfer":
        body = chunk(BOMB) + b"0\r\n\r\n"
        send(connection, "200 OK", body, ["Transfer-Encoding: gzip, chunked"])
    elif what == "page":
        send(connection, "200 OK", b"<!DOCTYPE html><title>Not found</title>", ["Content-Type: text/html"])
    elif what == "empty":
        send(connection, "200 OK")
    elif what == "status-500":
        send(connection, "500 Internal Server Error", b"oops")
    elif what == "status-403":
        send(connection, "403 Forbidden", b"no")
    elif what == "status-204":
        send(connection, "204 No Content", b"", ["Content-Length: 0"])
    elif what == "status-206":
        send(connection, "206 Partial Content", b"{}", ["Content-Range: bytes 0-1/2"])
    elif what == "babble":
        connection.sendall(b"220 smtp.example ready\r\n" * 100)
    elif what == "cookie":
        with open(os.path.join(FOLDER, rest), "rb") as file:
            send(connection, "200 OK", file.read(), ["Set-Cookie: seen=1; Path=/"])
        return True
    else:
        send(connection, "404 Not Found")
        return True
    return False


def answer(connection, port):
    connection.settimeout(40)
    goes_on = True
    while goes_on:
        lines = read_head(connection)
        if not lines:
            return
        log("\n".join([f"{port}"] + lines))
        parts = lines[0].split(" ")[1].split("?")[0].lstrip("/").split("/", 1)
        goes_on = misbehave(connection, parts[0], parts[1] if len(parts) > 1 else "", port)


def secure(tls):
    def serve(connection, port):
        with tls.wrap_socket(connection, server_side=True) as wrapped:
            answer(wrapped, port)
            # Said at the end of what is whole, so that what is not whole is seen.
            wrapped.unwrap()

    return serve


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def proxy(connection, _port):
    """A proxy that connects to this machine alone; to 'refused.example' it does not."""
    lines = read_head(connection)
    if not lines:
        return
    log("\n".join(["proxy"] + lines))
    target = lines[0].split(" ")[1]
    if not lines[0].startswith("CONNECT ") or target.startswith("refused.example"):
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        return
    with socket.create_connection(("127.0.0.1", int(target.rsplit(":", 1)[1]))) as other:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=pump, args=(other, connection), daemon=True)
        back.start()
        pump(connection, other)
        back.join()


def listen(serve, port=0, family=socket.AF_INET):
    """Takes connections on a port of this machine, each in a thread of its own."""
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1" if family == socket.AF_INET else "::1", port))
    listener.listen(64)
    number = listener.getsockname()[1]

    def one(connection):
        with connection:
            try:
                serve(connection, number)
            except (OSError, ssl.SSLError, ValueError):
                pass

    def every():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=every, daemon=True).start()
    return number


HOSTS = ["localhost", "127.0.0.1", "::1", "server.example", "refused.example"]
AUTHORITY = certificate("Test authority", [])
STRANGER = certificate("Nobody's authority", [])
with open(os.path.join(WORK, "authority.pem"), "wb") as output:
    output.write(AUTHORITY[1].public_bytes(serialization.Encoding.PEM))
GOOD = context(certificate("server", HOSTS, AUTHORITY), "server")
PORTS = {"https": listen(secure(GOOD)), "other": listen(secure(GOOD))}
try:
    PORTS["https6"] = listen(secure(GOOD), PORTS["https"], socket.AF_INET6)
except OSError:
    PORTS["https6"] = 0
PORTS["name"] = listen(secure(context(certificate("server", ["example.org"], AUTHORITY), "name")))
PORTS["expired"] = listen(
    secure(context(certificate("server", HOSTS, AUTHORITY, NOW - 2 * DAY, NOW - DAY), "expired")))
PORTS["untrusted"] = listen(secure(context(certificate("server", HOSTS, STRANGER), "untrusted")))
PORTS["proxy"] = listen(proxy)
PORTS["plaintext"] = listen(lambda connection, _: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
print(json.dumps(PORTS), flush=True)
timer = threading.Timer(600, lambda: os._exit(0))
timer.daemon = True
timer.start()
sys.stdin.read()
os._exit(0)
