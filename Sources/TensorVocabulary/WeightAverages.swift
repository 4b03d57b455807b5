import Language

/// `torch.optim.swa_utils`: averages of the weights along the way (Izmailov et al. 2018), and exponential ones.
enum WeightAverages {
    static let words: [Word] = [
        module.word(
            "AveragedModel", family: "torch", "a copy of a model whose weights are the mean of those that it was shown",
            [
                Parameter("model", .any, .required, "the model that is trained"),
                Parameter("device", .any, .value(.none), "has no effect"),
                Parameter("avg_fn", .any, .value(.none), "another mean: of (average, new, count)"),
                Parameter("multi_avg_fn", .any, .value(.none), "the same for lists, in place"),
                Parameter("use_buffers", .any, .value(.bool(false)), "whether buffers are averaged too"),
            ], returns: "module",
            examples: [
                """
                import torch
                from torch.optim.swa_utils import AveragedModel
                model = torch.nn.Linear(2, 1)
                average = AveragedModel(model)
                average.update_parameters(model)
                average.n_averaged
                """
            ], seeAlso: ["torch.optim.swa_utils.SWALR"]),
        module.word(
            "get_ema_multi_avg_fn", family: "torch", "multi_avg_fn of an exponential mean", [decay],
            returns: "function",
            examples: ["from torch.optim import swa_utils\ncallable(swa_utils.get_ema_multi_avg_fn(0.9))"],
            seeAlso: ["torch.optim.swa_utils.AveragedModel"]),
        module.word(
            "get_ema_avg_fn", family: "torch", "avg_fn of an exponential mean", [decay], returns: "function",
            examples: ["from torch.optim import swa_utils\ncallable(swa_utils.get_ema_avg_fn(0.9))"],
            seeAlso: ["torch.optim.swa_utils.AveragedModel"]),
        module.word(
            "update_bn", family: "torch", "means and variances of batch normalisation, of one pass over the data",
            [
                Parameter("loader", .any, .required, "batches"), Parameter("model", .any, .required, "a model"),
                Parameter("device", .any, .value(.none), "has no effect"),
            ], returns: "None",
            examples: [
                "import torch\nfrom torch.optim import swa_utils\nswa_utils.update_bn([torch.ones(2, 3)], torch.nn.BatchNorm1d(3))"
            ], seeAlso: ["torch.optim.swa_utils.AveragedModel"]),
        module.word(
            "SWALR", family: "torch", "goes to a learning rate in some steps, and stays there",
            [
                Parameter("optimizer", .any, .required, "the optimizer"),
                Parameter("swa_lr", .any, .required, "the rate, or one for each group"),
                Parameter("anneal_epochs", .any, .value(.int(10)), "steps on the way"),
                Parameter("anneal_strategy", .any, .value(.text("cos")), "cos or linear"),
                Parameter("last_epoch", .any, .value(.int(-1)), "where it begins"),
            ], returns: "any",
            examples: [
                "import torch\nfrom torch.optim.swa_utils import SWALR\nopt = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.1)\nSWALR(opt, swa_lr=0.05).get_last_lr()"
            ], seeAlso: ["torch.optim.swa_utils.AveragedModel"]),
    ]

    private static let decay = Parameter("decay", .any, .value(.number(0.999)), "how much of the old mean stays")

    private static let module = WrittenModule("torch.optim.swa_utils", WeightAverages.text)

    private static let text = #"""
        import copy
        import math
        import torch
        import torch.nn as nn
        from torch.optim.lr_scheduler import LRScheduler


        def get_ema_multi_avg_fn(decay=0.999):
            if decay < 0.0 or decay > 1.0:
                raise ValueError(f"Invalid decay value {decay} provided. Please provide a value in [0,1] range.")

            @torch.no_grad()
            def update(averaged, current, _):
                for a, c in zip(averaged, current):
                    a.lerp_(c, 1 - decay)

            return update


        def get_ema_avg_fn(decay=0.999):
            if decay < 0.0 or decay > 1.0:
                raise ValueError(f"Invalid decay value {decay} provided. Please provide a value in [0,1] range.")

            @torch.no_grad()
            def update(averaged, current, _):
                return decay * averaged + (1 - decay) * current

            return update


        class AveragedModel(nn.Module):
            __module__ = "torch.optim.swa_utils"

            def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
                super().__init__()
                if avg_fn is not None and multi_avg_fn is not None:
                    raise AssertionError("Only one of avg_fn and multi_avg_fn should be provided")
                self.module = copy.deepcopy(model)
                self.register_buffer("n_averaged", torch.tensor(0, dtype=torch.long))
                self.avg_fn, self.multi_avg_fn, self.use_buffers = avg_fn, multi_avg_fn, use_buffers

            def forward(self, *args, **kwargs):
                return self.module(*args, **kwargs)

            def update_parameters(self, model):
                own, other = list(self.module.parameters()), list(model.parameters())
                if self.use_buffers:
                    own, other = own + list(self.module.buffers()), other + list(model.buffers())
                with torch.no_grad():
                    count = self.n_averaged.item()
                    if count == 0:
                        for a, c in zip(own, other):
                            a.copy_(c)
                    elif self.multi_avg_fn is not None:
                        self.multi_avg_fn(own, other, self.n_averaged)
                    else:
                        for a, c in zip(own, other):
                            if self.avg_fn is not None:
                                a.copy_(self.avg_fn(a, c, self.n_averaged))
                            else:
                                a.copy_(a + (c - a) / (count + 1))
                    if not self.use_buffers:
                        for a, c in zip(self.module.buffers(), model.buffers()):
                            a.copy_(c)
                    self.n_averaged += 1


        @torch.no_grad()
        def update_bn(loader, model, device=None):
            kept = {}
            for module in model.modules():
                if "BatchNorm" in type(module).__name__:
                    module.running_mean.zero_()
                    module.running_var.fill_(1)
                    module.num_batches_tracked.zero_()
                    kept[module] = module.momentum
                    module.momentum = None
            if not kept:
                return
            was_training = model.training
            model.train()
            for batch in loader:
                model(batch[0] if isinstance(batch, (list, tuple)) else batch)
            for module, momentum in kept.items():
                module.momentum = momentum
            model.train(was_training)


        class SWALR(LRScheduler):
            __module__ = "torch.optim.swa_utils"

            def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1):
                if anneal_strategy not in ("cos", "linear"):
                    raise ValueError(f"anneal_strategy must by one of 'cos' or 'linear', instead got {anneal_strategy}")
                if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
                    raise ValueError(f"anneal_epochs must be equal or greater than 0, got {anneal_epochs}")
                rates = swa_lr if isinstance(swa_lr, (list, tuple)) else [swa_lr] * len(optimizer.param_groups)
                for rate, group in zip(rates, optimizer.param_groups):
                    group["swa_lr"] = rate
                self.anneal_epochs, self.anneal_strategy = anneal_epochs, anneal_strategy
                super().__init__(optimizer, last_epoch)

            def _share(self, step):
                t = max(0, min(1, step / max(1, self.anneal_epochs)))
                return (1 - math.cos(math.pi * t)) / 2 if self.anneal_strategy == "cos" else t

            def get_lr(self):
                step = max(1, self.last_epoch) if self.anneal_epochs == 0 else self.last_epoch
                before, now = self._share(step - 1), self._share(step)
                rates = []
                for group in self.optimizer.param_groups:
                    target = group["swa_lr"]
                    start = target if before == 1 else (group["lr"] - before * target) / (1 - before)
                    rates.append(target * now + start * (1 - now))
                return rates
        """#
}
