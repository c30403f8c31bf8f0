#!/usr/bin/env python3
"""Verifies an export of Consent4J: python3 verify.py EXPORT [--key VKEY] [--checkpoint OLDER]

A second verifier, written from docs/export-format.md alone; needs Python 3.9 and openssl 3. Exit code 0: nothing wrong;
1: something is wrong; 2: no export, or wrong arguments.
"""
import argparse, base64, hashlib, hmac, json, re, subprocess, sys, tempfile

LINE = 6 * 1024 * 1024
HEX = "[0-9a-f]{64}"
NUM = "(0|[1-9][0-9]{0,17})"
ENTRY = re.compile(rb'\{"index":%b(?:,"leaf":"(%b)(?:","salt":"(%b)","(?:entry":(\{.*)|bytes":"(.*)")|"|(","closed":true)))?\}\n'
                   % (NUM.encode(), HEX.encode(), HEX.encode()), re.S)
GAP = re.compile(rb'\{"from":%b,"to":%b,"hashes":\["((?:%b)(?:","%b)*)"\]\}\n' % ((NUM.encode(),) * 2 + (HEX.encode(),) * 2))
NOTE = re.compile("[^\n]+\n[0-9]+\n[A-Za-z0-9+/=]+\n\n(?:\u2014 [^\n]+\n)+")
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
plain = lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
# RFC 8785; half a surrogate pair, which it forbids, as its escape.
canonical = lambda value: re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", plain(value)).encode()

def day(text):
    """Whether a text is a day of the years 0000 to 9999."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text): return False
    year, month, number = int(text[:4]), int(text[5:7]), int(text[8:])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= number <= (31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]

def fits(value, members):
    """Whether a value is an object with exactly these members, each as it should be."""
    return type(value) is dict and value.keys() == members.keys() and all(test(value[name]) for name, test in members.items())

text = lambda value: type(value) is str
texts = lambda value: type(value) is list and all(map(text, value))
number = lambda low, high: lambda value: type(value) is int and low <= value < high
places = lambda value: fits(value, {"from": number(0, 2**63), "to": number(0, 2**63)}) and value["from"] < value["to"]
ordered = lambda pairs: pairs == sorted(set(pairs))
time = lambda value: text(value) and day(value[:10]) and re.fullmatch(
    r"T([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\.([0-9]{3}){1,3}(?<!000))?Z", value[10:])
EXPORT = {"format": number(1, 2), "kind": lambda value: value == "export", "export": text, "exportFormat": text, "range": places, "scope": text,
          "purpose": text, "recipient": text, "destroyBy": lambda value: text(value) and day(value), "reader": text, "time": time}
ERASURE = {"format": number(1, 2), "kind": text, "request": text, "part": number(-2**31, 2**31), "authority": text, "residue": text,
           "reason": lambda value: value in ("request", "account", "retention", "order"), "exports": texts, "time": time,
           "ranges": lambda value: type(value) is list and all(map(places, value)) and ordered([(each["from"], each["to"]) for each in value])}

def erasures(data, index):
    """The places an entry accounts for; none unless its bytes are exactly how such an entry is written."""
    try:
        entry = json.loads(data)
        if not fits(entry, ERASURE) or canonical(entry) != data: return []
    except (ValueError, RecursionError): return []
    kind = "retention-purge" if entry["reason"] == "retention" else "erasure"
    return [range(each["from"], min(each["to"], index)) for each in entry["ranges"]] if entry["kind"] == kind else []

class Tree:
    """A Merkle tree as the list of (level, root) of its full subtrees, RFC 6962 section 2.1."""
    def __init__(self): self.size, self.roots = 0, []
    def add(self, root, level=0):
        self.size += 1 << level
        while self.roots and self.roots[-1][0] == level:
            root, level = sha(b"\1", self.roots.pop()[1], root), level + 1
        self.roots.append((level, root))
    def root(self):
        root = self.roots[-1][1] if self.roots else sha()
        for _, left in reversed(self.roots[:-1]): root = sha(b"\1", left, root)
        return root

def parsed(key):
    """(name, id, type and key) of a key's text; ValueError for anything else."""
    name, key_id, value = key.split("+", 2)
    public = base64.b64decode(value, validate=True)
    fits = len(public) == 33 and public[0] == 1 and key_id == sha(name.encode(), b"\n", public)[:4].hex()
    if not fits or key != f"{name}+{key_id}+{base64.b64encode(public).decode()}": raise ValueError("no key: " + key)
    return name, key_id, public

def signed(note, keys, origin):
    """(size, root) of a checkpoint of this origin signed by one of the keys; None for anything else."""
    text, _, signatures = note.rpartition("\n\n")
    text, verified = text + "\n", False
    parts = text.split("\n")
    if len(parts) < 4 or parts[0] != origin or not note.endswith("\n"): return None
    for line in signatures.splitlines():
        dash, name, value = line.split(" ")
        value = base64.b64decode(value, validate=True)
        for key_name, key_id, public in map(parsed, keys):
            if dash == "\u2014" and name == key_name and value[:4].hex() == key_id:
                with tempfile.NamedTemporaryFile() as pub, tempfile.NamedTemporaryFile() as sig, tempfile.NamedTemporaryFile() as msg:
                    for file, data in ((pub, bytes.fromhex("302a300506032b6570032100") + public[1:]), (sig, value[4:]), (msg, text.encode())):
                        file.write(data), file.flush()
                    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", pub.name, "-rawin", "-in", msg.name, "-sigfile", sig.name]
                    if subprocess.run(command, capture_output=True).returncode: return None
                verified = True
    return (int(parts[1]), base64.b64decode(parts[2], validate=True)) if verified else None

def header_of(first):
    header = json.loads(first)
    export, origin = header["export"], header["origin"]
    expected = b'{"format":"consent4j-export","version":1,"origin":%b,"keys":%b,"export":%b}\n' % tuple(map(canonical, (origin, header["keys"], export)))
    if first != expected or header["version"] != 1 or not fits(export, EXPORT): raise ValueError("it says something else")
    if not list(map(parsed, header["keys"])): raise ValueError("it names no key")
    return export, origin, header["keys"], export["range"], export["scope"] != "all"

def verify(lines, keys, older):
    try: export, origin, said, span, scoped = header_of(next(lines))
    except WRONG as none: raise Unusable("line 1 is no header of an export: %s" % none)
    keys, start, end = keys or said, span["from"], span["to"]
    tree, verified, empty, accounts, proven, covered, closed, ended, problems = Tree(), 0, set(), [], False, 0, 0, False, []
    outside = signed(older, keys, origin) if older else None
    compared = not older
    for line_number, line in enumerate(lines, 2):
        entry, gap = ENTRY.fullmatch(line), GAP.fullmatch(line)
        if outside and tree.size == outside[0]: compared = tree.root() == outside[1]
        if ended: raise Problem(f"line {line_number} stands behind the last line")
        if entry and int(entry[1]) == tree.size and entry[2]:
            index, leaf = tree.size, bytes.fromhex(entry[2].decode())
            if entry[3]:
                data = entry[4] if entry[4] is not None else base64.b64decode(entry[5], validate=True)
                if entry[5] is not None and base64.b64encode(data) != entry[5]: raise Problem(f"line {line_number} is no base64")
                if sha(b"\0\1", hmac.digest(bytes.fromhex(entry[3].decode()), data, "sha256")) != leaf:
                    problems.append(f"entry {index} was altered")
                else:
                    verified, proven = verified + (start <= index < end), proven or data == canonical(export)
                    accounts += erasures(data, index)
            elif not start <= index < end or entry[6] and not scoped: raise Problem(f"line {line_number} is no entry")
            elif entry[6]: closed += 1
            else: empty.add(index)
            tree.add(leaf)
        elif gap and int(gap[1]) == tree.size < int(gap[2]) and (int(gap[2]) <= start or tree.size >= end):
            for root in gap[3].split(b'","'):
                size, left = tree.size, int(gap[2]) - tree.size
                if left <= 0: raise Problem(f"line {line_number} holds more than its hashes")
                level = left.bit_length() - 1
                tree.add(bytes.fromhex(root.decode()), min(level, (size & -size).bit_length() - 1) if size else level)
            if tree.size != int(gap[2]): raise Problem(f"line {line_number} lacks a hash")
        elif line.startswith(b'{"checkpoint":') and line == b'{"checkpoint":%b}\n' % canonical(json.loads(line)["checkpoint"]):
            if signed(json.loads(line)["checkpoint"], keys, origin) != (tree.size, tree.root()):
                problems.append(f"the checkpoint in line {line_number} does not fit entries {covered} to {tree.size}")
            else: covered = tree.size
        elif line == b'{"end":%d}\n' % tree.size: ended = True
        else: raise Problem(f"line {line_number} is not what entry {tree.size} needs")
    if outside and tree.size == outside[0]: compared = tree.root() == outside[1]
    missing = {index for index in empty if not any(index in erased for erased in accounts)}
    checks = ((not ended or tree.size < end, "the export was cut off"), (missing, f"{len(missing)} entries are missing"), (not proven, "no entry says what line 1 says"),
              (covered < tree.size, f"no checkpoint covers entries {covered} to {tree.size}"), (not compared, "the older checkpoint does not fit"))
    told = {name: "".join(c if c.isprintable() else "?" for c in str(value)) for name, value in export.items()}
    about = ("export {export}, for {recipient}: {purpose}; to be destroyed by {destroyBy}\n".format(**told) +
             f"entries {start} to {end - 1}, scope {told['scope']}: so says " + ("the ledger's own entry about this export" if proven else "line 1, and no entry of the ledger"))
    if closed: about += f"\n{closed} entries are there as leaf hashes only; that they are out of scope is the exporter's word"
    return problems + [told for wrong, told in checks if wrong], verified, len(empty) - len(missing), covered, about

class Problem(Exception): pass
class Unusable(Exception): pass
WRONG = (ValueError, KeyError, TypeError, AttributeError, RecursionError)

def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export"), parser.add_argument("--key", action="append"), parser.add_argument("--checkpoint")
    arguments = parser.parse_args()
    try:
        try:
            list(map(parsed, arguments.key or []))
            notes = NOTE.findall(open(arguments.checkpoint, encoding="utf-8", newline="").read()) if arguments.checkpoint else [None]
        except ValueError as none: raise Unusable(none)
        if not notes: raise Unusable(arguments.checkpoint + " holds no signed checkpoint")
        with open(arguments.export, "rb") as file:
            problems, verified, erased, covered, about = verify(iter(lambda: file.readline(LINE + 1) or None, None), arguments.key or [], notes[-1])
    except (OSError, StopIteration, Unusable) as unreadable:
        print("unreadable:", str(unreadable) or "it is empty"); return 2
    except (Problem, *WRONG) as wrong:
        print("not verified:", wrong); return 1
    print(about)
    print("\n".join(problems) if problems else f"nothing wrong: {verified} verified, {erased} erased and accounted for, {covered} entries covered")
    return 1 if problems else 0

if __name__ == "__main__":
    sys.exit(main())
