import Language

/// Keras's layers that make numbers of words: `StringLookup`, `IntegerLookup`, `TextVectorization`. Networks here read numbers, so
/// that these stand before a model: `x = vectorize(texts)`.
enum LookupLayers {
    static let words: [Word] = [
        module.preparing(
            "StringLookup", "the place of each word in a vocabulary, which is given or learnt by adapt",
            [
                max, oov, Parameter("mask_token", .any, .value(.none), "a word that stands for nothing: place 0"),
                Parameter("oov_token", .any, .value(.text("[UNK]")), "what stands for words that are not known"),
                vocabulary, weights, invert, mode, options,
            ],
            """
            import keras
            lookup = keras.layers.StringLookup(vocabulary=["red", "green"])
            print(lookup(["green", "pink"]))
            """),
        module.preparing(
            "IntegerLookup", "the place of each whole number in a vocabulary, which is given or learnt by adapt",
            [
                max, oov, Parameter("mask_token", .any, .value(.none), "a number that stands for nothing: place 0"),
                Parameter("oov_token", .any, .value(.int(-1)), "what stands for numbers that are not known"),
                vocabulary, Parameter("vocabulary_dtype", .any, .value(.text("int64")), "has no effect"), weights,
                invert, mode, options,
            ],
            """
            import keras
            lookup = keras.layers.IntegerLookup(vocabulary=[12, 36])
            print(lookup([36, 7]))
            """),
        module.preparing(
            "TextVectorization", "texts as places of their words, or as counts of them",
            [
                max,
                Parameter(
                    "standardize", .any, .value(.text("lower_and_strip_punctuation")),
                    "what is done to a text first, or a function"),
                Parameter("split", .any, .value(.text("whitespace")), "whitespace, character, or a function"),
                Parameter("ngrams", .any, .value(.none), "up to how many words side by side count as one"), mode,
                Parameter("output_sequence_length", .any, .value(.none), "words of each text; as many as the longest"),
                options,
            ],
            """
            import keras
            vectorize = keras.layers.TextVectorization(output_sequence_length=3)
            vectorize.adapt(["the cat", "the dog"])
            print(vectorize(["the dog ran"]))
            """),
    ]

    private static let max = Parameter("max_tokens", .any, .value(.none), "how long the vocabulary may be")
    private static let oov = Parameter("num_oov_indices", .any, .value(.int(1)), "0 or 1 place for what is not known")
    private static let vocabulary = Parameter("vocabulary", .any, .value(.none), "the words, where they are known")
    private static let weights = Parameter("idf_weights", .any, .value(.none), "of tf_idf, where they are known")
    private static let invert = Parameter("invert", .any, .value(.bool(false)), "the other way round: words of places")
    private static let mode = Parameter(
        "output_mode", .any, .value(.text("int")), "int, one_hot, multi_hot, count or tf_idf")
    private static let options = PreparingText.options("pad_to_max_tokens, name …")

    private static let module = WrittenModule("keras.layers", PreparingText.helpers + LookupLayers.text)

    private static let text = #"""
        class _Lookup:
            def __init__(
                self, max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode,
                pad_to_max_tokens, name
            ):
                label = type(self).__name__
                if max_tokens is not None and max_tokens <= 1:
                    raise ValueError(
                        f"If set, `max_tokens` must be greater than 1. Received: max_tokens={max_tokens}")
                if output_mode not in ("int", "one_hot", "multi_hot", "count", "tf_idf"):
                    raise ValueError(
                        "Invalid value for argument `output_mode`. Expected one of ('int', 'one_hot', 'multi_hot', 'count', "
                        f"'tf_idf'). Received: output_mode={output_mode}")
                if invert and output_mode != "int":
                    raise ValueError(
                        f"`output_mode` must be `'int'` when `invert` is true. Received: output_mode={output_mode}")
                if num_oov_indices not in (0, 1):
                    raise NotImplementedError(f"{label}: more than one place for unknown tokens is not spoken here: num_oov_indices=1")
                self.max_tokens, self.num_oov_indices, self.mask_token = max_tokens, num_oov_indices, mask_token
                self.oov_token, self.invert, self.output_mode = oov_token, invert, output_mode
                self.pad_to_max_tokens = pad_to_max_tokens
                self.name = name or "".join(["_" + c.lower() if c.isupper() else c for c in label])[1:]
                self._tokens, self._idf = None, None
                if vocabulary is not None:
                    self.set_vocabulary(vocabulary, idf_weights)

            @property
            def _oov_start(self):
                return 1 if self.mask_token is not None and self.output_mode == "int" else 0

            @property
            def _token_start(self):
                return self._oov_start + self.num_oov_indices

            def _index(self):
                self._places = {token: place + self._token_start for place, token in enumerate(self._tokens)}

            def set_vocabulary(self, vocabulary, idf_weights=None):
                tokens = list(_nested(vocabulary))
                special = [self.mask_token] * self._oov_start + [self.oov_token] * self.num_oov_indices
                if len(special) > 0 and tokens[: len(special)] == special:
                    tokens = tokens[len(special):]
                elif self.num_oov_indices and tokens[:1] == [self.oov_token]:
                    tokens = tokens[1:]
                if len(set(tokens)) < len(tokens):
                    twice = {token for token in tokens if tokens.count(token) > 1}
                    raise ValueError(
                        "The passed vocabulary has at least one repeated term. Please uniquify your dataset. The repeated terms "
                        f"are: {twice}")
                if self.max_tokens is not None and len(tokens) + len(special) > self.max_tokens:
                    raise ValueError(
                        "Attempted to set a vocabulary larger than the maximum vocab size. Received vocabulary size is "
                        f"{len(tokens) + len(special)}; `max_tokens` is {self.max_tokens}.")
                self._tokens = tokens
                self._index()
                if self.output_mode == "tf_idf":
                    if idf_weights is None:
                        raise ValueError("`idf_weights` must be set if output_mode is 'tf_idf'.")
                    weights = [float(w) for w in idf_weights]
                    self._idf = [sum(weights) / len(weights)] * self._token_start + weights[-len(tokens):]

            def get_vocabulary(self, include_special_tokens=True):
                tokens = list(self._tokens or [])
                if not include_special_tokens:
                    return tokens
                return [self.mask_token] * self._oov_start + [self.oov_token] * self.num_oov_indices + tokens

            def vocabulary_size(self):
                return len(self._tokens or []) + self._token_start

            def _documents(self, batch):
                shape = _shape(batch)
                if len(shape) < 2:
                    return [[item] for item in _flat(batch)]
                return [_flat(row) for row in batch]

            def adapt(self, data, steps=None):
                counts, documents, total = {}, {}, 0
                for batch in _batches(data, steps):
                    for row in self._documents(batch):
                        total += 1
                        for token in row:
                            counts[token] = counts.get(token, 0) + 1
                        for token in set(row):
                            documents[token] = documents.get(token, 0) + 1
                for token in (self.mask_token, self.oov_token):
                    if token in counts:
                        del counts[token]
                ordered = sorted(counts, key=lambda token: (counts[token], token), reverse=True)
                if self.max_tokens is not None:
                    ordered = ordered[: self.max_tokens - self._token_start]
                self._tokens = ordered
                self._index()
                if self.output_mode == "tf_idf":
                    weights = [math.log(1 + total / (1 + documents[token])) for token in ordered]
                    self._idf = [sum(weights) / max(1, len(weights))] * self._token_start + weights

            def _place(self, token):
                found = self._places.get(token)
                if found is not None:
                    return found
                if self.mask_token is not None and token == self.mask_token and self.output_mode == "int":
                    return 0
                if self.num_oov_indices == 0:
                    raise ValueError(
                        "When `num_oov_indices=0` all inputs should be in vocabulary, found OOV values "
                        f"{[token]}, consider setting `num_oov_indices=1`.")
                return self._oov_start

            def _looked_up(self, data):
                if self._tokens is None:
                    raise ValueError(
                        f"You must specify a vocabulary or call adapt() before calling the layer '{self.name}': the vocabulary is empty.")
                shape = _shape(data)
                items = _flat(data)
                if self.invert:
                    all_tokens = self.get_vocabulary()
                    names = [all_tokens[int(i)] if 0 <= int(i) < len(all_tokens) else self.oov_token for i in items]
                    texts = tf.strings.join([names])
                    return texts[0] if shape == () else tf.reshape(texts, shape)
                places = [self._place(item) for item in items]
                if self.output_mode == "int":
                    return ops.convert_to_tensor(np.array(places, dtype="int64").reshape(shape), dtype="int64")
                depth = self.max_tokens if self.pad_to_max_tokens else self.vocabulary_size()
                mode = "count" if self.output_mode == "tf_idf" else self.output_mode
                rows = _encoded(places, shape or (1,), depth, mode)
                if self.output_mode == "tf_idf":
                    weights = np.zeros(depth, dtype="float32")
                    weights[: len(self._idf)] = self._idf
                    return ops.convert_to_tensor((rows * weights).astype("float32"))
                return ops.convert_to_tensor(rows, dtype="int64")

            def __call__(self, inputs):
                return self._looked_up(_nested(inputs))

            def get_config(self):
                return {
                    "name": self.name, "max_tokens": self.max_tokens, "output_mode": self.output_mode,
                    "vocabulary": self.get_vocabulary(),
                }

        class StringLookup(_Lookup):
            __module__ = "keras.src.layers.preprocessing.string_lookup"

            def __init__(
                self, max_tokens=None, num_oov_indices=1, mask_token=None, oov_token="[UNK]", vocabulary=None, idf_weights=None,
                invert=False, output_mode="int", pad_to_max_tokens=False, sparse=False, encoding="utf-8", name=None, **kwargs
            ):
                super().__init__(
                    max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode,
                    pad_to_max_tokens, name)

        class IntegerLookup(_Lookup):
            __module__ = "keras.src.layers.preprocessing.integer_lookup"

            def __init__(
                self, max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None,
                vocabulary_dtype="int64", idf_weights=None, invert=False, output_mode="int", pad_to_max_tokens=False,
                sparse=False, name=None, **kwargs
            ):
                super().__init__(
                    max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode,
                    pad_to_max_tokens, name)

        _PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"

        class TextVectorization(_Lookup):
            __module__ = "keras.src.layers.preprocessing.text_vectorization"

            def __init__(
                self, max_tokens=None, standardize="lower_and_strip_punctuation", split="whitespace", ngrams=None,
                output_mode="int", output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None,
                sparse=False, ragged=False, encoding="utf-8", name=None, **kwargs
            ):
                if not callable(standardize) and standardize not in (
                    None, "lower_and_strip_punctuation", "lower", "strip_punctuation"
                ):
                    raise ValueError(
                        "Invalid value for argument `standardize`. Expected one of ('lower_and_strip_punctuation', 'lower', "
                        f"'strip_punctuation'), None, or a callable. Received: standardize={standardize}")
                if not callable(split) and split not in (None, "whitespace", "character"):
                    raise ValueError(
                        "Unknown value for `split` argument of TextVectorization layer: whitespace, character, None or a function. "
                        f"Received: split={split}")
                if output_sequence_length is not None and output_mode != "int":
                    raise ValueError(
                        f"`output_sequence_length` must not be set if `output_mode` is not 'int'. Received: {output_sequence_length}")
                self.standardize, self.split, self.output_sequence_length = standardize, split, output_sequence_length
                self.ngrams = tuple(range(1, ngrams + 1)) if isinstance(ngrams, int) else ngrams
                super().__init__(
                    max_tokens, 1, "" if output_mode == "int" else None, "[UNK]", vocabulary, idf_weights, False, output_mode,
                    pad_to_max_tokens, name)

            def _words(self, text):
                if callable(self.standardize):
                    text = _nested(self.standardize(text))
                elif self.standardize is not None:
                    if self.standardize != "strip_punctuation":
                        text = text.lower()
                    if self.standardize != "lower":
                        text = "".join([c for c in text if c not in _PUNCTUATION])
                if callable(self.split):
                    words = _nested(self.split(text))
                elif self.split == "whitespace":
                    words = text.split()
                elif self.split == "character":
                    words = list(text)
                else:
                    words = [text]
                if self.ngrams is None:
                    return words
                found = []
                for size in self.ngrams:
                    found.extend([" ".join(words[i : i + size]) for i in range(len(words) - size + 1)])
                return found

            def _documents(self, batch):
                return [self._words(text) for text in _flat(batch)]

            def __call__(self, inputs):
                data = _nested(inputs)
                shape = _shape(data)
                rows = [self._words(text) for text in _flat(data)]
                if self.output_mode != "int":
                    found = [self._looked_up(row) if row else None for row in rows]
                    empty = ops.zeros((self.max_tokens if self.pad_to_max_tokens else self.vocabulary_size(),))
                    found = [ops.cast(empty, "int64") if row is None else row for row in found]
                    return found[0] if shape == () else ops.stack(found)
                longest = max([len(row) for row in rows], default=0)
                length = longest if self.output_sequence_length is None else self.output_sequence_length
                padded = [(row + [""] * length)[:length] for row in rows]
                return self._looked_up(padded[0] if shape == () else padded)
        """#
}
