#!/usr/bin/env bash
# papermill 2.7.0: a notebook whose cell is tagged raises-exception runs to its end and is then reported as failed.
#
# The tag says that a cell may raise an error and that the cells behind it run all the same: a lesson that shows an error, an exercise
# whose blanks are still empty. nbclient, which papermill runs notebooks with, follows it, and papermill itself goes on to the last
# cell. Only then it looks for outputs of the kind error, without a look at the tags, and raises PapermillExecutionError with the
# number of the cell that was allowed to fail. The notebook that it has written is whole, but for two added cells that call it an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check papermill==2.7.0 nbclient==0.11.0 nbformat==5.11.1 ipykernel==7.4.0
export IPYTHONDIR=$folder/ipython JUPYTER_DATA_DIR=$folder/share/jupyter
"$folder/bin/python" - "$folder" 2>/dev/null <<'PYTHON'
import sys

import nbclient
import nbformat
import papermill

folder = sys.argv[1]
notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}})
for source, tags in (("print('before')", []), ("1 / 0", ["raises-exception"]), ("print('behind')", [])):
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["tags"] = tags
    notebook.cells.append(cell)
nbformat.write(notebook, folder + "/in.ipynb")


def printed(book):
    return [output.text.strip() for cell in book.cells if cell.cell_type == "code" for output in cell.outputs if "text" in output]


ran = nbclient.NotebookClient(nbformat.read(folder + "/in.ipynb", as_version=4), kernel_name="python3").execute()
print("nbclient", nbclient.__version__, "runs it without an error:", printed(ran))
assert printed(ran) == ["before", "behind"]
try:
    papermill.execute_notebook(folder + "/in.ipynb", folder + "/out.ipynb", kernel_name="python3", progress_bar=False)
except papermill.PapermillExecutionError as error:
    print("papermill", papermill.__version__, "raises", type(error).__name__, "of", error.ename)
else:
    raise SystemExit("papermill follows the tag now")
written = nbformat.read(folder + "/out.ipynb", as_version=4)
tags = [cell.metadata.get("tags", []) for cell in written.cells]
print("what it has written:", printed(written), tags)
assert printed(written) == ["before", "behind"] and ["papermill-error-cell-tag"] in tags
PYTHON
