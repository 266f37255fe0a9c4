"""Compares JSON-LD, RDFC-1.0 and eddsa-rdfc-2022 with two implementations that are not ours.

    linked_data.py canonical FOLDER   documents.jsonl, one document a line, with the canonical N-Quads of each as we wrote
                                      them in canonical.jsonl, a JSON string a line: prints every difference
    linked_data.py check FOLDER       secured.jsonl and changed.jsonl, one secured document a line: prints every one of the
                                      first that is refused and every one of the second that is accepted
    linked_data.py write FOLDER       documents.jsonl: writes secured.jsonl with each document signed by a key of our own

FOLDER has the contexts in contexts.json, an object of address and document; nothing is fetched. The canonical form is
that of the package PyLD. Proofs are checked and made step by step after the specification with PyLD and cryptography,
and by openvc-core, which brings an implementation of the suite over PyLD. It refuses contexts written in a document, so
that those are left to the first. One fault of PyLD is mended here: see Quads. Exit code 0 when all agree, 1 when not, 2 when called wrongly.
"""

import hashlib
import json
import random
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from openvc.errors import OpenvcError
from openvc.keys import Ed25519SigningKey
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.errors import ProofMalformed
from pyld import canon, jsonld
from pyld.context_resolver import ContextResolver

from proofs import base58, from_base58


def number(text):
    """JSON-LD has one kind of number, where Python keeps 6.0 apart from 6."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 1e21 else value


def read(line):
    return json.loads(line, parse_float=number, parse_int=number)


def plain(value):
    """What read() made an integer, in the short form of a double again where it is long."""
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain(element) for element in value]
    return float(value) if type(value) is int and abs(value) >= 1e15 else value


class Quads(list):
    """The quads in which a blank node stands, each once.

    RDFC-1.0 (section 4.4.3, step 2.1) has a set, where PyLD 3.3.0 counts a quad twice that has one blank node as both
    subject and object, so that blank nodes get other labels.
    """

    def append(self, quad):
        if not self or self[-1] is not quad:
            super().append(quad)


class BlankNodes(dict):
    def setdefault(self, name, _):
        return super().setdefault(name, {"quads": Quads()})


class Canonicalizer(canon.URDNA2015):
    def __init__(self):
        super().__init__()
        self.blank_node_info = BlankNodes()


jsonld.URDNA2015 = Canonicalizer


class Reader:
    def __init__(self, folder):
        self.contexts = json.loads((folder / "contexts.json").read_bytes())
        self.resolver = ContextResolver({}, self.load)

    def load(self, url, options=None):
        # What is tagged static is processed once.
        return {"contextUrl": None, "documentUrl": url, "document": self.contexts[url], "tag": "static"}

    def canonical(self, document):
        return jsonld.normalize(document, {
            "algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": self.load,
            "contextResolver": self.resolver})

    def hash_data(self, document, options):
        options = dict(options) | {"@context": document["@context"]}
        return b"".join(hashlib.sha256(self.canonical(part).encode()).digest() for part in (options, document))

    def verify_by_steps(self, secured):
        document, proof = dict(secured), dict(secured["proof"])
        del document["proof"]
        signature = from_base58(proof.pop("proofValue")[1:])
        multikey = from_base58(proof["verificationMethod"].split("#")[1][1:])
        if multikey[:2] != b"\xed\x01":
            raise ValueError("not an Ed25519 key")
        Ed25519PublicKey.from_public_bytes(multikey[2:]).verify(signature, self.hash_data(document, proof))

    def verify_by_openvc(self, secured):
        # Its own version of the base context stays, so that ours is compared with it.
        others = {url: self.contexts[url] for url in secured["@context"] if "ns/credentials/v2" not in url}
        try:
            DataIntegrityProofSuite().verify(secured, check_temporal=False, extra_contexts=others)
        except ProofMalformed as error:
            # Looked at after the signature: whether PyLD's compaction gives the same document, which is none of ours.
            if "compacted form" not in str(error):
                raise

    def secure_by_openvc(self, document, key, method):
        """None where it refuses the document for its form."""
        others = {
            url: self.contexts[url] for url in document["@context"]
            if isinstance(url, str) and "ns/credentials/v2" not in url
        }
        try:
            return DataIntegrityProofSuite().add_proof(
                document, signing_key=Ed25519SigningKey(key, method), verification_method=method,
                extra_contexts=others)
        except ProofMalformed:
            return None

    def verifiers(self, secured):
        yield "steps", self.verify_by_steps
        if all(isinstance(context, str) for context in secured["@context"]):
            yield "openvc-core", self.verify_by_openvc


def lines(folder, name):
    return (folder / name).read_bytes().split(b"\n")[:-1]


def canonical(folder):
    reader, faults = Reader(folder), 0
    documents, written = lines(folder, "documents.jsonl"), lines(folder, "canonical.jsonl")
    if not documents or len(documents) != len(written):
        print(f"{len(documents)} documents, but {len(written)} canonical forms")
        return 1
    for position, (document, ours) in enumerate(zip(documents, written), start=1):
        try:
            theirs = reader.canonical(read(document)).split("\n")
        except jsonld.JsonLdError as error:
            theirs = [f"refused: {error}"]
        ours = json.loads(ours).split("\n")
        if theirs != ours:
            faults += 1
            if faults <= 5:
                print(f"line {position}: {document.decode()}")
                print("\n".join(f"  only theirs: {quad}" for quad in theirs if quad not in ours))
                print("\n".join(f"  only ours: {quad}" for quad in ours if quad not in theirs))
    print(f"{len(documents)} documents, {faults} different")
    return 1 if faults else 0


REFUSALS = (InvalidSignature, OpenvcError, jsonld.JsonLdError, ValueError, KeyError)


def check(folder):
    reader, faults, checked = Reader(folder), 0, {"steps": 0, "openvc-core": 0}
    for name, is_changed in (("secured.jsonl", False), ("changed.jsonl", True)):
        for position, line in enumerate(lines(folder, name), 1):
            secured = read(line)
            for verifier, verify in reader.verifiers(secured):
                refusal = None
                try:
                    verify(secured)
                except REFUSALS as error:
                    refusal = f"{type(error).__name__}: {error}"
                checked[verifier] += 1
                if (refusal is not None) != is_changed:
                    faults += 1
                    print(f"{name}, line {position}: {verifier}: {refusal or 'accepted'}: {line.decode()}")
    print(" ".join(f"{name}: {count}" for name, count in checked.items()))
    return 1 if faults else 0


def write(folder):
    reader, source, made = Reader(folder), random.Random(7), {"steps": 0, "openvc-core": 0}
    with open(folder / "secured.jsonl", "w", encoding="utf-8") as output:
        for position, line in enumerate(lines(folder, "documents.jsonl")):
            key = Ed25519PrivateKey.from_private_bytes(source.randbytes(32))
            multikey = "z" + base58(b"\xed\x01" + key.public_key().public_bytes_raw())
            did, method = f"did:key:{multikey}", f"did:key:{multikey}#{multikey}"
            document = read(line)
            document["issuer"] = document["issuer"] | {"id": did} if isinstance(document["issuer"], dict) else did
            secured = reader.secure_by_openvc(document, key, method) if position % 2 else None
            made["openvc-core" if secured else "steps"] += 1
            if not secured:
                options = {
                    "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-06-30T10:00:00Z",
                    "verificationMethod": method, "proofPurpose": "assertionMethod",
                }
                signature = key.sign(reader.hash_data(document, options))
                secured = document | {"proof": options | {"proofValue": "z" + base58(signature)}}
            output.write(json.dumps(plain(secured), ensure_ascii=source.random() < 0.5) + "\n")
    print(" ".join(f"{name}: {count}" for name, count in made.items()))
    return 0


if __name__ == "__main__":
    commands = {"canonical": canonical, "check": check, "write": write}
    if len(sys.argv) == 3 and sys.argv[1] in commands:
        sys.exit(commands[sys.argv[1]](Path(sys.argv[2])))
    print(__doc__, file=sys.stderr)
    sys.exit(2)
