import Language

/// `torch.func`: functions made of functions, as JAX has them: their gradients, their Jacobians, the same for each row.
enum FunctionTransforms {
    static let words: [Word] = [
        module.word(
            "grad", family: "torch", "the function that gives the gradient of a function of tensors",
            [function, argnums, aux], returns: "function",
            examples: ["import torch\ntorch.func.grad(torch.sin)(torch.tensor(0.0))"],
            seeAlso: ["torch.autograd.grad"]),
        module.word(
            "grad_and_value", family: "torch", "the function that gives gradient and value", [function, argnums, aux],
            returns: "function",
            examples: ["import torch\ntorch.func.grad_and_value(torch.sin)(torch.tensor(0.0))"],
            seeAlso: ["torch.func.grad"]),
        module.word(
            "vmap", aliases: ["torch.vmap"], family: "torch", "a function of one row, done for each row",
            [
                function, Parameter("in_dims", .any, .value(.int(0)), "the axis of each argument; None for the same"),
                Parameter("out_dims", .any, .value(.int(0)), "the axis of the results"),
                Parameter("randomness", .any, .value(.text("error")), "has no effect"),
                Parameter("chunk_size", .any, .value(.none), "has no effect"),
            ], returns: "function",
            examples: ["import torch\ntorch.func.vmap(torch.dot)(torch.ones(2, 3), torch.ones(2, 3))"]),
        module.word(
            "jacrev", family: "torch", "the function that gives all first derivatives", [function, argnums],
            returns: "function",
            examples: ["import torch\ntorch.func.jacrev(lambda x: x ** 2)(torch.tensor([1.0, 2.0]))"],
            seeAlso: ["torch.autograd.functional.jacobian"]),
        module.word(
            "jacfwd", family: "torch", "the same as jacrev: derivatives go backward here", [function, argnums],
            returns: "function",
            examples: ["import torch\ntorch.func.jacfwd(torch.sin)(torch.zeros(2))"], seeAlso: ["torch.func.jacrev"]),
        module.word(
            "hessian", family: "torch", "the function that gives all second derivatives", [function, argnums],
            returns: "function",
            examples: ["import torch\ntorch.func.hessian(lambda x: (x ** 3).sum())(torch.tensor([1.0, 2.0]))"],
            seeAlso: ["torch.autograd.functional.hessian"]),
        module.word(
            "functional_call", aliases: ["torch.nn.utils.stateless.functional_call"], family: "torch",
            "what a module gives with other tensors in the place of its own, which it gets back",
            [
                Parameter("module", .any, .required, "the module"),
                Parameter(
                    "parameter_and_buffer_dicts", .any, .required, "tensors by name, or several such dicts"),
                Parameter("args", .any, .value(.none), "what it is called with: one value, or a tuple"),
                Parameter("kwargs", .any, .value(.none), "the same by name, in a dict"),
            ], returns: "any",
            examples: [
                """
                import torch
                layer = torch.nn.Linear(2, 1, bias=False)
                torch.func.functional_call(layer, {"weight": torch.ones(1, 2)}, torch.ones(1, 2))
                """
            ], seeAlso: ["torch.func.grad"]),
    ]

    private static let function = Parameter("func", .any, .required, "a function of tensors")
    private static let argnums = Parameter("argnums", .any, .value(.int(0)), "by which argument, or several")
    private static let aux = Parameter(
        "has_aux", .any, .value(.bool(false)), "whether the function gives (value, something else)")

    private static let module = WrittenModule("torch.func", FunctionTransforms.text)

    private static let text = #"""
        import torch


        def _fresh(x):
            # Where gradients of gradients are asked for, the copy stays part of the record.
            return x.clone() if x.requires_grad else x.detach().clone().requires_grad_(True)


        def _leaves(x):
            if isinstance(x, dict):
                x = list(x.values())
            if isinstance(x, (tuple, list)):
                return [leaf for part in x for leaf in _leaves(part)]
            return [x]


        def _made_alike(x, leaves):
            # The same dicts, tuples and lists around other leaves.
            if isinstance(x, dict):
                return {name: _made_alike(part, leaves) for name, part in x.items()}
            if isinstance(x, (tuple, list)):
                return type(x)([_made_alike(part, leaves) for part in x])
            return next(leaves)


        def _places(argnums):
            return (argnums,) if isinstance(argnums, int) else tuple(argnums)


        def grad_and_value(func, argnums=0, has_aux=False):
            def wrapped(*args, **kwargs):
                args = list(args)
                places = _places(argnums)
                keeps = any([isinstance(a, torch.Tensor) and a.requires_grad for a in _leaves(args)])
                with torch.enable_grad():
                    for place in places:
                        args[place] = _made_alike(args[place], iter([_fresh(x) for x in _leaves(args[place])]))
                    wanted = [x for place in places for x in _leaves(args[place])]
                    found = func(*args, **kwargs)
                    out, aux = found if has_aux else (found, None)
                    if not isinstance(out, torch.Tensor):
                        raise RuntimeError(f"grad_and_value(f)(*args): Expected f(*args) to return a tensor, got {type(out)}")
                    if out.dim() != 0:
                        raise RuntimeError(
                            "grad_and_value(f)(*args): Expected f(*args) to return a scalar tensor, got tensor with "
                            f"{out.dim()} dims. Did you mean to use the vjp API instead?")
                    slopes = torch.autograd.grad(out, wanted, create_graph=True, allow_unused=True)
                slopes = [torch.zeros_like(x) if s is None else s for x, s in zip(wanted, slopes)]
                if not keeps:
                    slopes, out = [s.detach() for s in slopes], out.detach()
                rest = iter(slopes)
                slopes = tuple([_made_alike(args[place], rest) for place in places])
                slopes = slopes[0] if isinstance(argnums, int) else slopes
                return (slopes, (out, aux)) if has_aux else (slopes, out)

            return wrapped


        def grad(func, argnums=0, has_aux=False):
            def wrapped(*args, **kwargs):
                slopes, rest = grad_and_value(func, argnums, has_aux)(*args, **kwargs)
                return (slopes, rest[1]) if has_aux else slopes

            return wrapped


        def _stacked(parts, dim):
            first = parts[0]
            if isinstance(first, (tuple, list)):
                return tuple([_stacked([part[i] for part in parts], dim) for i in range(len(first))])
            if isinstance(first, dict):
                return {name: _stacked([part[name] for part in parts], dim) for name in first}
            return torch.stack(list(parts), dim)


        def vmap(func, in_dims=0, out_dims=0, randomness="error", chunk_size=None):
            def wrapped(*args, **kwargs):
                dims = (in_dims,) * len(args) if in_dims is None or isinstance(in_dims, int) else tuple(in_dims)
                sizes = {_length(a, d) for a, d in zip(args, dims) if d is not None}
                if not sizes:
                    raise ValueError("vmap: at least one input has to be mapped over: in_dims are all None")
                if len(sizes) > 1:
                    raise ValueError(
                        "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes "
                        f"{sorted(sizes)} for the mapped dimension")
                rows = []
                for i in range(sizes.pop()):
                    rows.append(func(*[a if d is None else _chosen(a, d, i) for a, d in zip(args, dims)], **kwargs))
                return _stacked(rows, out_dims)

            return wrapped


        def _length(value, dim):
            if isinstance(value, dict):
                return _length(list(value.values())[0], dim)
            if isinstance(value, (tuple, list)):
                return _length(value[0], dim)
            return value.shape[dim]


        def _chosen(value, dim, place):
            if isinstance(value, dict):
                return {name: _chosen(part, dim, place) for name, part in value.items()}
            if isinstance(value, (tuple, list)):
                return type(value)([_chosen(part, dim, place) for part in value])
            return value[(slice(None),) * (dim % value.dim()) + (place,)]


        def jacrev(func, argnums=0):
            def wrapped(*args):
                args = list(args)
                keeps = args[argnums].requires_grad
                with torch.enable_grad():
                    args[argnums] = _fresh(args[argnums])
                    out = func(*args)
                    rows = []
                    for part in out.reshape(-1):
                        found = torch.autograd.grad(part, [args[argnums]], create_graph=True, allow_unused=True)[0]
                        rows.append(torch.zeros_like(args[argnums]) if found is None else found)
                    full = torch.stack(rows).reshape(tuple(out.shape) + tuple(args[argnums].shape))
                return full if keeps else full.detach()

            return wrapped


        def jacfwd(func, argnums=0):
            return jacrev(func, argnums)


        def hessian(func, argnums=0):
            return jacrev(jacrev(func, argnums), argnums)


        def functional_call(module, parameter_and_buffer_dicts, args=None, kwargs=None):
            several = isinstance(parameter_and_buffer_dicts, (list, tuple))
            given = {}
            for part in parameter_and_buffer_dicts if several else [parameter_and_buffer_dicts]:
                given.update(part)
            seats = []
            for name in given:
                path, _, last = name.rpartition(".")
                owner = module.get_submodule(path) if path else module
                seats.append((owner, last, getattr(owner, last)))
            args = () if args is None else args if isinstance(args, tuple) else (args,)
            try:
                for (owner, last, _), value in zip(seats, given.values()):
                    # A parameter gives its seat to a plain tensor by way of None.
                    setattr(owner, last, None)
                    setattr(owner, last, value)
                return module(*args, **(kwargs or {}))
            finally:
                for owner, last, own in seats:
                    setattr(owner, last, own)
        """#
}
