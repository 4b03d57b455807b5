import Language

/// Products of derivatives with vectors, without the matrices: `torch.autograd.functional` and `torch.func`.
enum DerivativeProducts {
    static let words: [Word] =
        [
            word("vjp", "the value of a function, and vᵀ·J: a vector times its first derivatives", "torch.ones(2)"),
            word("jvp", "the value of a function, and J·v: its first derivatives times a vector", "torch.ones(2)"),
            word(
                "hvp", "the value of a function of one number, and H·v: its second derivatives times a vector",
                "torch.ones(2)", function: "lambda x: (x ** 3).sum()"),
            word(
                "vhp", "the value of a function of one number, and vᵀ·H, which is H·v", "torch.ones(2)",
                function: "lambda x: (x ** 3).sum()"),
        ] + ofFunctions

    private static let functional = WrittenModule("torch.autograd.functional", DerivativeProducts.text)
    private static let function = Parameter("func", .any, .required, "a function of tensors")

    private static func word(_ name: String, _ summary: String, _ v: String, function: String = "torch.sin") -> Word {
        functional.word(
            name, family: "torch", summary,
            [
                Self.function, Parameter("inputs", .any, .required, "what it is called with: a tensor, or a tuple"),
                Parameter("v", .any, .value(.none), "the vector, of the shape of the other side; 1 where None"),
                Parameter("create_graph", .bool, false, "whether the result can be differentiated"),
                Parameter("strict", .bool, false, "has no effect: what has no influence has the derivative 0"),
            ], returns: "tuple",
            examples: [
                """
                import torch
                f = \(function)
                torch.autograd.functional.\(name)(f, torch.zeros(2), \(v))
                """
            ],
            seeAlso: ["torch.autograd.functional.jacobian"])
    }

    private static let transforms = WrittenModule("torch.func", DerivativeProducts.transformsText)

    private static let ofFunctions: [Word] = [
        transforms.word(
            "vjp", family: "torch", "the value of a function, and a function that weighs its derivatives",
            [
                function, Parameter("primals", .any, .otherwise("none"), "its arguments", isVariadic: true),
                Parameter("has_aux", .bool, false, "whether it gives a pair of value and something else"),
            ], returns: "tuple",
            examples: ["import torch\nvalue, back = torch.func.vjp(torch.sin, torch.zeros(2))\nback(torch.ones(2))"],
            seeAlso: ["torch.func.grad"]),
        transforms.word(
            "jvp", family: "torch", "the value of a function, and how it changes along a direction",
            [
                function, Parameter("primals", .any, .required, "a tuple of its arguments"),
                Parameter("tangents", .any, .required, "a tuple of directions, one for each"),
            ], returns: "tuple",
            examples: ["import torch\ntorch.func.jvp(torch.sin, (torch.zeros(2),), (torch.ones(2),))"],
            seeAlso: ["torch.func.grad"]),
    ]

    private static let text = #"""
        import torch


        def _several(x):
            return tuple(x) if isinstance(x, (tuple, list)) else (x,)


        def _alike(given, parts):
            return tuple(parts) if isinstance(given, (tuple, list)) else parts[0]


        def _point(func, inputs, create_graph):
            own = [
                x.clone() if create_graph and x.requires_grad else x.detach().clone().requires_grad_(True)
                for x in _several(inputs)]
            return own, func(*own)


        def _vector(v, parts, what):
            if v is not None:
                v = _several(v)
                if len(v) != len(parts):
                    raise RuntimeError(f"v is a tuple of invalid length: should be {len(parts)} but got {len(v)}.")
                for x, y in zip(parts, v):
                    if x.shape != y.shape:
                        raise RuntimeError(f"v has invalid size: should be {x.shape} but got {y.shape}.")
                return list(v)
            if len(parts) != 1 or parts[0].numel() != 1:
                raise RuntimeError(f"The vector v can only be None if {what} a single Tensor with a single element.")
            return [torch.ones_like(parts[0])]


        def _slopes(outs, own, weights, create_graph):
            outs = [(o, w) for o, w in zip(outs, weights) if o.requires_grad]
            if not outs:
                return [torch.zeros_like(x) for x in own]
            found = torch.autograd.grad(
                [o for o, _ in outs], own, [w for _, w in outs], create_graph=create_graph, allow_unused=True)
            return [torch.zeros_like(x) if s is None else s for x, s in zip(own, found)]


        def _dot(xs, ys):
            total = torch.zeros(())
            for x, y in zip(xs, ys):
                total = total + (x * y).sum()
            return total


        def _given(out, inputs, found, create_graph):
            if create_graph:
                return out, _alike(inputs, found)
            return _alike(out, [o.detach() for o in _several(out)]), _alike(inputs, [s.detach() for s in found])


        def vjp(func, inputs, v=None, create_graph=False, strict=False):
            with torch.enable_grad():
                own, out = _point(func, inputs, create_graph)
                outs = _several(out)
                v = _vector(v, outs, "the user-provided function returns")
                return _given(out, inputs, _slopes(outs, own, v, create_graph), create_graph)


        def jvp(func, inputs, v=None, create_graph=False, strict=False):
            with torch.enable_grad():
                own, out = _point(func, inputs, create_graph)
                outs = _several(out)
                v = _vector(v, own, "the input to the user-provided function is")
                weights = [torch.zeros_like(o).requires_grad_(True) for o in outs]
                along = _dot(_slopes(outs, own, weights, True), v)
                return _given(out, out, _slopes([along], weights, [torch.ones(())], create_graph), create_graph)


        def hvp(func, inputs, v=None, create_graph=False, strict=False):
            with torch.enable_grad():
                own, out = _point(func, inputs, create_graph)
                if not isinstance(out, torch.Tensor) or out.numel() != 1:
                    raise RuntimeError(
                        "The Tensor returned by the function given to hvp should contain a single element")
                v = _vector(v, own, "the input to the user-provided function is")
                along = _dot(_slopes([out], own, [torch.ones_like(out)], True), v)
                return _given(out, inputs, _slopes([along], own, [torch.ones(())], create_graph), create_graph)


        def vhp(func, inputs, v=None, create_graph=False, strict=False):
            return hvp(func, inputs, v, create_graph, strict)
        """#

    private static let transformsText = #"""
        import torch


        def vjp(func, *primals, has_aux=False):
            # The function runs once, whatever it draws; every call of what is returned goes back through that run.
            with torch.enable_grad():
                own = [x.clone() if x.requires_grad else x.detach().clone().requires_grad_(True) for x in primals]
                found = func(*own)
            out, aux = found if has_aux else (found, None)
            outs = tuple(out) if isinstance(out, (tuple, list)) else (out,)

            def back(cotangents):
                weights = tuple(cotangents) if isinstance(cotangents, (tuple, list)) else (cotangents,)
                if len(weights) != len(outs):
                    raise RuntimeError(f"{len(weights)} cotangents for {len(outs)} outputs: one for each is wanted")
                for o, w in zip(outs, weights):
                    if o.shape != w.shape:
                        raise RuntimeError(
                            f"Mismatch in shape: grad_output has a shape of {w.shape} and output has a shape of {o.shape}.")
                pairs = [(o, w) for o, w in zip(outs, weights) if o.requires_grad]
                if not pairs:
                    return tuple([torch.zeros_like(x) for x in own])
                slopes = torch.autograd.grad(
                    [o for o, _ in pairs], own, [w for _, w in pairs], retain_graph=True, allow_unused=True)
                return tuple([torch.zeros_like(x) if s is None else s for x, s in zip(own, slopes)])

            plain = [o.detach() for o in outs]
            out = tuple(plain) if isinstance(out, (tuple, list)) else plain[0]
            return (out, back, aux) if has_aux else (out, back)


        def jvp(func, primals, tangents):
            return torch.autograd.functional.jvp(func, tuple(primals), tuple(tangents))
        """#
}
