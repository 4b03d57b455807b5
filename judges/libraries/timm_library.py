"""timm's optimizers as its factory makes them, create_optimizer_v2(opt=NAME)."""

import importlib.util
import sys
import types

# timm.optim alone: the package's own __init__ loads models and through them torchvision, whose build must match torch's.
# Only layer-wise decay, not used here, needs the function of timm.models.
timm = types.ModuleType("timm")
timm.__path__ = importlib.util.find_spec("timm").submodule_search_locations
sys.modules["timm"] = timm
sys.modules["timm.models"] = types.SimpleNamespace(group_parameters=None)

from timm.optim import create_optimizer_v2  # noqa: E402

from libraries.problem import Entry, hand_over  # noqa: E402
from libraries.torch_walk import walk  # noqa: E402


def named(rule, name, words, equals=None):
    return Entry(rule, f'create_optimizer_v2(opt="{name}", lr=η)', lambda p, r: create_optimizer_v2(p, name, lr=r), words,
                 equals)


ENTRIES = [
    named("SGD", "sgd", "Nesterov momentum 0.9: the name says neither", 'SGD(η, momentum=0.9, nesterov=True, dialect="pytorch")'),
    named("SGD", "momentum", "momentum 0.9, not Nesterov's", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    named("Adagrad", "adagrad", "PyTorch's with ε = 1e-8", 'Adagrad(η, epsilon=1e-8, dialect="pytorch")'),
    named("Adadelta", "adadelta", "PyTorch's"),
    named("RMSprop", "rmsprop", "PyTorch's with decay 0.9 and momentum 0.9",
          'RMSprop(η, rho=0.9, momentum=0.9, dialect="pytorch")'),
    named("RMSprop", "rmsproptf", "TensorFlow 1's with momentum 0.9: v starts at 1, ε = 1e-10 inside the root, η inside the memory",
          'RMSprop(η, momentum=0.9, initial_scale=1, epsilon=1e-10, dialect="keras")'),
    named("Adam", "adam", "PyTorch's"),
    named("AdamW", "adamw", "PyTorch's, but no decay unless asked for", 'AdamW(η, weight_decay=0, dialect="pytorch")'),
    named("Adamax", "adamax", "PyTorch's"),
    named("Nadam", "nadam", "PyTorch's"),
    named("Nadam", "nadamw", "no schedule: the corrected moment is looked ahead and corrected by the same t"),
    named("RAdam", "radam", "PyTorch's"),
    named("AdaBelief", "adabelief", "ε = 1e-16, not rectified by the factory"),
    named("Adan", "adan", "the first difference of gradients is 0", 'Adan(η, dialect="paper")'),
    named("Lion", "lion", "sign of the β₁ mix, no decay"),
    named("LAMB", "lamb", "clips the norm of all gradients at 1; no trust ratio for a parameter without decay: then Adam, ε = 1e-6",
          'Adam(η, epsilon=1e-6, global_clipnorm=1, dialect="optax")'),
    named("LARS", "lars", "no trust ratio for a parameter without decay; momentum 0.9", 'SGD(η, momentum=0.9, dialect="pytorch")'),
    named("NovoGrad", "novograd", "β₁ 0.95, β₂ 0.98; divides by √ν + ε", 'NovoGrad(η, beta_1=0.95, beta_2=0.98, epsilon=1e-8, dialect="optax")'),
    named("Adafactor", "adafactor", "η itself, unscaled by rms θ; the rms of the step is clipped at 1",
          "Adafactor(η, relative_step=False, scale_parameter=False)"),
    named("Adafactor", "adafactorbv", "the big-vision variant: β₂ capped at 0.999, momentum 0.9 in bfloat16"),
    named("Muon", "muon", "no matrix: AdamW with β₂ 0.95 and no decay", 'AdamW(η, beta_2=0.95, epsilon=1e-7, weight_decay=0, dialect="pytorch")'),
    named("MADGRAD", "madgrad", "dual averaging with cube roots, momentum 0.9"),
    named("ADOPT", "adopt", "step 1 only sets v; m is not corrected"),
]

if __name__ == "__main__":
    hand_over(["timm", "torch"], ENTRIES, walk)
