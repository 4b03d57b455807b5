import Language

/// The transformer's encoder and decoder of `torch.nn` (Vaswani et al. 2017), made of its layers, and `ParameterDict`.
enum Transformers {
    static let words: [Word] = [
        module.word(
            "TransformerEncoder", family: "torch", "copies of an encoder layer, one after the other",
            [
                Parameter("encoder_layer", .any, .required, "an nn.TransformerEncoderLayer"),
                Parameter("num_layers", .any, .required, "how many copies"), norm,
                Parameter("enable_nested_tensor", .any, .value(.bool(true)), "has no effect"),
                Parameter("mask_check", .any, .value(.bool(true)), "has no effect"),
            ], returns: "module",
            examples: [
                "import torch\nlayer = torch.nn.TransformerEncoderLayer(4, 2, 8)\ntorch.nn.TransformerEncoder(layer, 2)(torch.zeros(3, 1, 4)).shape"
            ], seeAlso: ["torch.nn.TransformerEncoderLayer"]),
        module.word(
            "TransformerDecoderLayer", family: "torch",
            "attention to itself, attention to a memory, and two linear layers, each with a way around it",
            [
                width, heads, inner, drop, activation, epsilon, batchFirst,
                Parameter("norm_first", .any, .value(.bool(false)), "whether the normalisations come before"), bias,
            ], returns: "module",
            examples: [
                "import torch\nlayer = torch.nn.TransformerDecoderLayer(4, 2, 8)\nlayer(torch.zeros(3, 1, 4), torch.zeros(5, 1, 4)).shape"
            ], seeAlso: ["torch.nn.TransformerDecoder"]),
        module.word(
            "TransformerDecoder", family: "torch", "copies of a decoder layer, one after the other",
            [
                Parameter("decoder_layer", .any, .required, "an nn.TransformerDecoderLayer"),
                Parameter("num_layers", .any, .required, "how many copies"), norm,
            ], returns: "module",
            examples: [
                "import torch\nlayer = torch.nn.TransformerDecoderLayer(4, 2, 8)\nlen(torch.nn.TransformerDecoder(layer, 2).layers)"
            ], seeAlso: ["torch.nn.TransformerDecoderLayer"]),
        module.word(
            "Transformer", family: "torch", "an encoder and a decoder that looks at what it gives",
            [
                Parameter("d_model", .any, .value(.int(512)), "numbers of each step"),
                Parameter("nhead", .any, .value(.int(8)), "heads, which divide d_model"),
                Parameter("num_encoder_layers", .any, .value(.int(6)), "layers of the encoder"),
                Parameter("num_decoder_layers", .any, .value(.int(6)), "layers of the decoder"), inner, drop,
                activation,
                Parameter("custom_encoder", .any, .value(.none), "in place of its own"),
                Parameter("custom_decoder", .any, .value(.none), "in place of its own"), epsilon, batchFirst,
                Parameter("norm_first", .any, .value(.bool(false)), "whether the normalisations come before"), bias,
            ], returns: "module",
            examples: [
                "import torch\nmodel = torch.nn.Transformer(4, 2, 1, 1, 8)\nmodel(torch.zeros(3, 1, 4), torch.zeros(2, 1, 4)).shape"
            ], seeAlso: ["torch.nn.TransformerEncoder"]),
        module.word(
            "ParameterDict", family: "torch", "a dict whose parameters are found by parameters()",
            [Parameter("parameters", .any, .value(.none), "names with parameters")], returns: "module",
            examples: ["import torch\ntorch.nn.ParameterDict({\"a\": torch.ones(2)})"],
            seeAlso: ["torch.nn.ParameterList"]),
    ]

    private static let width = Parameter("d_model", .any, .required, "numbers of each step")
    private static let heads = Parameter("nhead", .any, .required, "heads, which divide d_model")
    private static let inner = Parameter(
        "dim_feedforward", .any, .value(.int(2048)), "numbers between the linear layers")
    private static let drop = Parameter("dropout", .any, .value(.number(0.1)), "in training")
    private static let activation = Parameter("activation", .any, .value(.text("relu")), "relu, gelu, or a function")
    private static let epsilon = Parameter("layer_norm_eps", .any, .value(.number(1e-5)), "of the normalisations")
    private static let batchFirst = Parameter(
        "batch_first", .any, .value(.bool(false)), "whether the batch is the first axis")
    private static let bias = Parameter("bias", .any, .value(.bool(true)), "whether there are biases")
    private static let norm = Parameter("norm", .any, .value(.none), "a normalisation at the end")

    private static let module = WrittenModule("torch.nn", Transformers.text)

    private static let text = #"""
        import copy
        import torch
        import torch.nn as nn


        class TransformerEncoder(nn.Module):
            __module__ = "torch.nn.modules.transformer"

            def __init__(self, encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True):
                super().__init__()
                self.layers = nn.ModuleList([copy.deepcopy(encoder_layer) for _ in range(num_layers)])
                self.num_layers = num_layers
                self.norm = norm

            def forward(self, src, mask=None, src_key_padding_mask=None, is_causal=None):
                x = src
                for layer in self.layers:
                    x = layer(x, src_mask=mask, src_key_padding_mask=src_key_padding_mask)
                return x if self.norm is None else self.norm(x)


        class TransformerDecoderLayer(nn.Module):
            __module__ = "torch.nn.modules.transformer"

            def __init__(
                self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation="relu", layer_norm_eps=1e-5,
                batch_first=False, norm_first=False, bias=True
            ):
                super().__init__()
                self.self_attn = nn.MultiheadAttention(d_model, nhead, dropout=dropout, batch_first=batch_first, bias=bias)
                self.multihead_attn = nn.MultiheadAttention(d_model, nhead, dropout=dropout, batch_first=batch_first, bias=bias)
                self.linear1 = nn.Linear(d_model, dim_feedforward, bias=bias)
                self.dropout = nn.Dropout(dropout)
                self.linear2 = nn.Linear(dim_feedforward, d_model, bias=bias)
                self.norm_first = norm_first
                self.norm1 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias)
                self.norm2 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias)
                self.norm3 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias)
                self.dropout1 = nn.Dropout(dropout)
                self.dropout2 = nn.Dropout(dropout)
                self.dropout3 = nn.Dropout(dropout)
                if isinstance(activation, str):
                    if activation not in ("relu", "gelu"):
                        raise RuntimeError(f"activation should be relu/gelu, not {activation}")
                    activation = torch.relu if activation == "relu" else nn.functional.gelu
                self.activation = activation

            def forward(
                self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None,
                tgt_is_causal=False, memory_is_causal=False
            ):
                def own(x):
                    found = self.self_attn(
                        x, x, x, attn_mask=tgt_mask, key_padding_mask=tgt_key_padding_mask, need_weights=False)
                    return self.dropout1(found[0])

                def other(x):
                    found = self.multihead_attn(
                        x, memory, memory, attn_mask=memory_mask, key_padding_mask=memory_key_padding_mask, need_weights=False)
                    return self.dropout2(found[0])

                def widened(x):
                    return self.dropout3(self.linear2(self.dropout(self.activation(self.linear1(x)))))

                x = tgt
                if self.norm_first:
                    x = x + own(self.norm1(x))
                    x = x + other(self.norm2(x))
                    return x + widened(self.norm3(x))
                x = self.norm1(x + own(x))
                x = self.norm2(x + other(x))
                return self.norm3(x + widened(x))


        class TransformerDecoder(nn.Module):
            __module__ = "torch.nn.modules.transformer"

            def __init__(self, decoder_layer, num_layers, norm=None):
                super().__init__()
                self.layers = nn.ModuleList([copy.deepcopy(decoder_layer) for _ in range(num_layers)])
                self.num_layers = num_layers
                self.norm = norm

            def forward(
                self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None,
                tgt_is_causal=None, memory_is_causal=False
            ):
                x = tgt
                for layer in self.layers:
                    x = layer(
                        x, memory, tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask,
                        memory_key_padding_mask=memory_key_padding_mask)
                return x if self.norm is None else self.norm(x)


        class Transformer(nn.Module):
            __module__ = "torch.nn.modules.transformer"

            def __init__(
                self, d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1,
                activation="relu", custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-5, batch_first=False,
                norm_first=False, bias=True
            ):
                super().__init__()
                settings = dict(
                    dim_feedforward=dim_feedforward, dropout=dropout, activation=activation, layer_norm_eps=layer_norm_eps,
                    batch_first=batch_first, norm_first=norm_first, bias=bias)
                if custom_encoder is None:
                    custom_encoder = TransformerEncoder(
                        nn.TransformerEncoderLayer(d_model, nhead, **settings), num_encoder_layers,
                        nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias))
                if custom_decoder is None:
                    custom_decoder = TransformerDecoder(
                        TransformerDecoderLayer(d_model, nhead, **settings), num_decoder_layers,
                        nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias))
                self.encoder, self.decoder = custom_encoder, custom_decoder
                for p in self.parameters():
                    if p.dim() > 1:
                        nn.init.xavier_uniform_(p)
                self.d_model, self.nhead, self.batch_first = d_model, nhead, batch_first

            def forward(
                self, src, tgt, src_mask=None, tgt_mask=None, memory_mask=None, src_key_padding_mask=None,
                tgt_key_padding_mask=None, memory_key_padding_mask=None, src_is_causal=None, tgt_is_causal=None,
                memory_is_causal=False
            ):
                memory = self.encoder(src, mask=src_mask, src_key_padding_mask=src_key_padding_mask)
                return self.decoder(
                    tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask, tgt_key_padding_mask=tgt_key_padding_mask,
                    memory_key_padding_mask=memory_key_padding_mask)

            @staticmethod
            def generate_square_subsequent_mask(sz, device=None, dtype=None):
                return torch.triu(torch.full((sz, sz), float("-inf")), diagonal=1)


        class ParameterDict(nn.Module):
            __module__ = "torch.nn.modules.container"

            def __init__(self, parameters=None):
                super().__init__()
                self._keys = []
                if parameters is not None:
                    self.update(parameters)

            def __setitem__(self, key, value):
                if key not in self._keys:
                    self._keys.append(key)
                if isinstance(value, torch.Tensor) and not isinstance(value, nn.Parameter):
                    value = nn.Parameter(value)
                setattr(self, key, value)

            def __getitem__(self, key):
                if key not in self._keys:
                    raise KeyError(key)
                return getattr(self, key)

            def __delitem__(self, key):
                self._keys.remove(key)
                delattr(self, key)

            def __len__(self):
                return len(self._keys)

            def __iter__(self):
                return iter(list(self._keys))

            def __contains__(self, key):
                return key in self._keys

            def keys(self):
                return list(self._keys)

            def values(self):
                return [self[key] for key in self._keys]

            def items(self):
                return [(key, self[key]) for key in self._keys]

            def update(self, parameters):
                for key, value in dict(parameters).items():
                    self[key] = value

            def get(self, key, default=None):
                return self[key] if key in self._keys else default

            def pop(self, key):
                value = self[key]
                del self[key]
                return value

            def extra_repr(self):
                lines = []
                for key, value in self.items():
                    if isinstance(value, torch.Tensor):
                        kind = "Parameter" if isinstance(value, nn.Parameter) else "Tensor"
                        size = "x".join([str(n) for n in value.size()])
                        lines.append(f"  ({key}): {kind} containing: [{value.type()} of size {size}]")
                    else:
                        lines.append(f"  ({key}): Object of type: {type(value).__name__}")
                return "\n".join(lines)
        """#
}
