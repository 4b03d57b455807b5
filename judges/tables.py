"""Rows, types and missing cells of ten CSV shapes, as pandas reads them."""

import tempfile
from pathlib import Path

import pandas as pd
from judging import Judge, descent

judge = Judge()

SHAPES = {
    "plain": (b"a,b,c\n1,2.5,x\n2,3.5,y\n", {}),
    "missing": (b"a,b,c\n1,NA,x\n,3.5,NaN\n3,N/A,null\n", {}),
    "byte-order mark": (b"\xef\xbb\xbfa,b\n1,x\n2,y\n", {}),
    "utf-16": ("a,b\n1,é\n2,y\n".encode("utf-16"), {"encoding": "utf-16"}),
    "latin-1": ("a,b\n1,é\n2,y\n".encode("latin-1"), {"encoding": "latin-1"}),
    "quotes with line breaks": (b'a,b\r\n1,"x\r\ny"\r\n2,"say ""hi"""\r\n', {}),
    "decimal comma": (b"a;b\n1,5;x\n2,25;y\n", {"sep": ";", "decimal": ","}),
    "thousands": (b'a,b\n"1,234",x\n"2,000",y\n', {"thousands": ","}),
    "short rows": (b"a,b,c\n1,2,3\n4\n5,6\n", {}),
    "double header": (b"a,a,b\n1,2,x\n3,4,y\n", {}),
    "no header": (b"1,2,x\n3,4,y\n", {"header": None}),
    "flags": (b"a,b\nTrue,1\nFalse,0\n", {}),
    "tabs and blank lines": (b"a\tb\n\n1\tx\n\n2\ty\n", {"sep": "\t"}),
    "mixed": (b"a,b\n1,x\noops,y\n3,\n", {}),
}

with tempfile.TemporaryDirectory() as folder:
    for name, (content, given) in SHAPES.items():
        path = Path(folder) / "f.csv"
        path.write_bytes(content)
        theirs = pd.read_csv(path, **given)
        options = "".join(f", {key}={value!r}" for key, value in given.items())
        ours = descent(
            f"import pandas as pd\ndf = pd.read_csv({str(path)!r}{options})\n"
            "[list(df.shape), df.dtypes.tolist(), df.isna().sum().tolist()]")
        judge.agree(name, ours[0], list(theirs.shape))
        judge.hold(f"{name}: types", ours[1] == [str(t) for t in theirs.dtypes], f"{ours[1]}, pandas {list(theirs.dtypes)}")
        judge.agree(f"{name}: missing", ours[2], theirs.isna().sum().tolist())
        if given.get("header", 0) is not None:
            names = descent(f"import pandas as pd\npd.read_csv({str(path)!r}{options}).columns")
            judge.hold(f"{name}: names", names == list(theirs.columns), f"{names}, pandas {list(theirs.columns)}")
judge.finish()
