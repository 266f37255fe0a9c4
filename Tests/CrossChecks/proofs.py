"""Checks and makes eddsa-jcs-2022 proofs with two implementations that are not ours.

    proofs.py check FILE         one secured document a line: prints every one that either implementation refuses
    proofs.py write FILE COUNT   writes COUNT secured documents, in turn by openvc-core and by jcs with cryptography

The first is the package openvc-core. The second follows the specification step by step with the packages jcs (canonical
JSON) and cryptography (Ed25519). Exit code 0 when all agree, 1 when not, 2 when called wrongly.
"""

import hashlib
import json
import random
import sys

import jcs
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from openvc.errors import OpenvcError
from openvc.keys import Ed25519SigningKey
from openvc.proof.di_jcs import EddsaJcsProofSuite

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
CONTEXT = ["https://www.w3.org/ns/credentials/v2"]


def base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return b"\0" * (len(text) - len(text.lstrip("1"))) + data


def hash_data(document, options):
    return hashlib.sha256(jcs.canonicalize(options)).digest() + hashlib.sha256(jcs.canonicalize(document)).digest()


def verify_by_steps(secured):
    document, proof = dict(secured), dict(secured["proof"])
    del document["proof"]
    signature = from_base58(proof.pop("proofValue")[1:])
    if proof.get("@context", document.get("@context")) != document.get("@context"):
        raise ValueError("another context than was signed")
    multikey = from_base58(proof["verificationMethod"].split("#")[1][1:])
    if multikey[:2] != b"\xed\x01":
        raise ValueError("not an Ed25519 key")
    Ed25519PublicKey.from_public_bytes(multikey[2:]).verify(signature, hash_data(document, proof))


def check(path):
    faults = 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            secured = json.loads(line)
            for name, verify in (("steps", verify_by_steps), ("openvc-core", EddsaJcsProofSuite().verify)):
                try:
                    verify(secured)
                except (InvalidSignature, OpenvcError, ValueError, KeyError) as error:
                    faults += 1
                    print(f"line {number}: {name}: {type(error).__name__}: {error}")
    return 1 if faults else 0


def write(path, count):
    source = random.Random(7)
    with open(path, "w", encoding="utf-8") as output:
        for number in range(count):
            key = Ed25519PrivateKey.from_private_bytes(source.randbytes(32))
            multikey = "z" + base58(b"\xed\x01" + key.public_key().public_bytes_raw())
            did, method = f"did:key:{multikey}", f"did:key:{multikey}#{multikey}"
            document = {
                "@context": CONTEXT, "type": ["VerifiableCredential"], "issuer": did,
                "validFrom": "2026-06-30T10:00:00Z",
                "credentialSubject": {"name": "".join(source.choices('aé"\\\n中😀', k=12)), "credits": number / 4},
            }
            if number % 2:
                secured = EddsaJcsProofSuite().add_proof(
                    document, signing_key=Ed25519SigningKey(key, method), verification_method=method)
            else:
                options = {
                    "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2026-06-30T10:00:00Z",
                    "verificationMethod": method, "proofPurpose": "assertionMethod", "@context": CONTEXT,
                }
                signature = key.sign(hash_data(document, options))
                secured = document | {"proof": options | {"proofValue": "z" + base58(signature)}}
            output.write(json.dumps(secured, ensure_ascii=source.random() < 0.5) + "\n")
    return 0


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "check":
        sys.exit(check(sys.argv[2]))
    if len(sys.argv) == 4 and sys.argv[1] == "write":
        sys.exit(write(sys.argv[2], int(sys.argv[3])))
    print(__doc__, file=sys.stderr)
    sys.exit(2)
