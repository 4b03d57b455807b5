#!/usr/bin/env bash
# PyTorch 2.13.0: a boolean attn_mask means one thing in scaled_dot_product_attention and the opposite in MultiheadAttention.
#
# In the function True says "may be looked at", in the module, which calls that function, "must not be". The causal mask that is right for one lets
# every place of the other look ahead only, and leaves the last place, which has nothing to look at, with weights of nan. Both have an
# argument of the same name and take the same tensor without a word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 torch==2.13.0
"$folder/bin/python" - <<'PYTHON'
import torch
from torch.nn.functional import scaled_dot_product_attention as attend

torch.manual_seed(0)
x = torch.randn(1, 4, 8)
causal = torch.tril(torch.ones(4, 4, dtype=torch.bool))
same = torch.allclose(attend(x, x, x, attn_mask=causal), attend(x, x, x, is_causal=True), atol=1e-6)
module = torch.nn.MultiheadAttention(8, 1, batch_first=True)
weights = module(x, x, x, attn_mask=causal)[1][0]
behind = float(torch.tril(weights)[:3].abs().sum())
print("torch", torch.__version__, "function: the lower triangle is causal:", same)
print("module, same mask: weight on earlier places and oneself", behind, "last row", weights[3].tolist())
turned = module(x, x, x, attn_mask=~causal)[1][0]
ahead = float(torch.triu(turned, 1).sum())
print("module, mask turned round: weight on later places", ahead)
assert same and behind == 0 and bool(weights[3].isnan().all()) and ahead == 0
PYTHON
