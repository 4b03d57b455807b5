import Language

/// What arithmetic does with tensors of different shapes, in words of its own.
enum Broadcasting {
    static let words: [Word] = [
        module.word(
            "broadcast_shapes", family: "torch", "the shape that tensors of these shapes have together",
            [Parameter("shapes", .any, .required, "shapes, or lengths", isVariadic: true)], returns: "tuple",
            examples: ["import torch\ntorch.broadcast_shapes((2, 1), (3,))"], seeAlso: ["torch.broadcast_tensors"]),
        module.word(
            "broadcast_tensors", family: "torch", "the tensors expanded to the shape that they have together",
            [Parameter("tensors", .any, .required, "tensors", isVariadic: true)], returns: "tuple",
            examples: ["import torch\ntorch.broadcast_tensors(torch.ones(2, 1), torch.zeros(3))"],
            seeAlso: ["torch.broadcast_shapes"]),
    ]

    private static let module = WrittenModule("torch", Broadcasting.text)

    private static let text = #"""
        import torch


        def broadcast_shapes(*shapes):
            whole = []
            for argument, shape in enumerate(shapes):
                lengths = [shape] if isinstance(shape, int) else list(shape)
                if any([length < 0 for length in lengths]):
                    raise RuntimeError(
                        f"Trying to create tensor with negative dimension ({min(lengths)}): ({min(lengths)})")
                whole = [1] * (len(lengths) - len(whole)) + whole
                for place in range(1, len(lengths) + 1):
                    length = lengths[-place]
                    if length == 1 or length == whole[-place]:
                        continue
                    if whole[-place] != 1:
                        raise RuntimeError(
                            f"Attempting to broadcast a dimension of length {length} at -{place}! Mismatching argument at index "
                            f"{argument} had {tuple(lengths)}; but expected shape should be broadcastable to {whole}")
                    whole[-place] = length
            return torch.Size(whole)


        def broadcast_tensors(*tensors):
            parts = list(tensors[0]) if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else list(tensors)
            whole = []
            for x in parts:
                whole = [1] * (x.dim() - len(whole)) + whole
                for place in range(1, x.dim() + 1):
                    length = x.shape[-place]
                    if length == 1 or length == whole[-place]:
                        continue
                    if whole[-place] != 1:
                        raise RuntimeError(
                            f"The size of tensor a ({whole[-place]}) must match the size of tensor b ({length}) at "
                            f"non-singleton dimension {len(whole) - place}")
                    whole[-place] = length
            return tuple([x.expand(whole) for x in parts])
        """#
}
