import Language

/// Keras's layers that make flags and counts of class numbers, and class numbers of measurements.
enum CategoryLayers {
    static let words: [Word] = [
        module.preparing(
            "CategoryEncoding", "class numbers as flags or counts",
            [
                Parameter("num_tokens", .any, .value(.none), "how many classes there are"),
                Parameter("output_mode", .any, .value(.text("multi_hot")), "multi_hot, one_hot or count"), options,
            ],
            """
            import keras
            encode = keras.layers.CategoryEncoding(num_tokens=3, output_mode="one_hot")
            print(encode([2, 0]))
            """),
        module.preparing(
            "Discretization", "the number of the bin that a measurement falls into",
            [
                Parameter("bin_boundaries", .any, .value(.none), "where bins end"),
                Parameter("num_bins", .any, .value(.none), "how many bins adapt finds, of as many rows each"),
                Parameter("epsilon", .any, .value(.number(0.01)), "how exactly adapt finds them"),
                Parameter("output_mode", .any, .value(.text("int")), "int, one_hot, multi_hot or count"), options,
            ],
            """
            import keras
            bins = keras.layers.Discretization(bin_boundaries=[0.0, 1.0])
            print(bins([-1.5, 0.5, 3.0]))
            """),
    ]

    private static let options = PreparingText.options("sparse, name …")

    private static let module = WrittenModule("keras.layers", PreparingText.helpers + CategoryLayers.text)

    private static let text = #"""
        class CategoryEncoding(keras.layers.Layer):
            __module__ = "keras.src.layers.preprocessing.category_encoding"

            def __init__(self, num_tokens=None, output_mode="multi_hot", sparse=False, **kwargs):
                super().__init__(**kwargs)
                if output_mode not in ("count", "one_hot", "multi_hot"):
                    raise ValueError(f"Unknown arg for output_mode: {output_mode}")
                if num_tokens is None:
                    raise ValueError("num_tokens must be set to use this layer. If the number of tokens is not known beforehand, "
                                     "use the IntegerLookup layer instead.")
                if num_tokens < 1:
                    raise ValueError(f"`num_tokens` must be >= 1. Received: num_tokens={num_tokens}.")
                self.num_tokens, self.output_mode = num_tokens, output_mode

            def call(self, inputs, count_weights=None):
                x = ops.convert_to_numpy(inputs)
                if count_weights is not None and self.output_mode != "count":
                    raise ValueError(
                        "`count_weights` is not used when `output_mode` is not `'count'`. "
                        f"Received `count_weights={count_weights}`.")
                weights = None if count_weights is None else ops.convert_to_numpy(count_weights).ravel().tolist()
                rows = _encoded([int(i) for i in x.ravel()], x.shape, self.num_tokens, self.output_mode, weights)
                return ops.convert_to_tensor(rows.astype("float32"))

            def get_config(self):
                config = super().get_config()
                config.update({"num_tokens": self.num_tokens, "output_mode": self.output_mode})
                return config

        def _compressed(summary, epsilon):
            if summary.shape[1] * epsilon < 1:
                return summary
            percents = epsilon + np.arange(0.0, 1.0, epsilon)
            weights = summary[1].cumsum()
            shares = weights / weights[-1]
            bins = np.interp(percents, shares, summary[0])
            weights = np.interp(percents, shares, weights)
            weights = weights - np.concatenate((np.array([0]), weights[:-1]))
            return np.stack((bins, weights)).astype("float32")

        class Discretization(keras.layers.Layer):
            __module__ = "keras.src.layers.preprocessing.discretization"

            def __init__(
                self, bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode="int", sparse=False, **kwargs
            ):
                super().__init__(**kwargs)
                if num_bins is not None and num_bins < 0:
                    raise ValueError(f"`num_bins` must be greater than or equal to 0. Received: `num_bins={num_bins}`")
                if num_bins is not None and bin_boundaries is not None:
                    raise ValueError(
                        "Both `num_bins` and `bin_boundaries` should not be set. Received: "
                        f"`num_bins={num_bins}` and `bin_boundaries={bin_boundaries}`")
                if num_bins is None and bin_boundaries is None:
                    raise ValueError("You need to set either `num_bins` or `bin_boundaries`.")
                self.bin_boundaries = None if bin_boundaries is None else [float(b) for b in bin_boundaries]
                self.num_bins = len(self.bin_boundaries) + 1 if bin_boundaries is not None else num_bins
                self.epsilon, self.output_mode = epsilon, output_mode
                self._is_given = bin_boundaries is not None

            def adapt(self, data, steps=None):
                if self._is_given:
                    raise ValueError(
                        "Cannot adapt a Discretization layer that has been initialized with `bin_boundaries`, use `num_bins` instead.")
                summary = np.zeros((2, 0), dtype="float32")
                for batch in _batches(data, steps):
                    values = np.sort(np.array([float(v) for v in _flat(batch)], dtype="float32"))
                    step = max(len(values) * self.epsilon, 1)
                    bounds = values[int(step - 1) :: int(step)]
                    own = np.stack([bounds, np.ones(len(bounds), dtype="float32") * step])
                    merged = np.concatenate((summary, own), axis=1)
                    merged = merged[:, np.argsort(merged[0])]
                    summary = _compressed(merged, self.epsilon)
                self.bin_boundaries = [float(b) for b in _compressed(summary, 1.0 / self.num_bins)[0, :-1]]

            def call(self, inputs):
                if self.bin_boundaries is None:
                    raise ValueError("You need to call `.adapt(dataset)` before a Discretization layer with `num_bins` is called.")
                x = ops.convert_to_numpy(inputs)
                places = np.searchsorted(np.array(self.bin_boundaries), x, side="right")
                if self.output_mode == "int":
                    return ops.convert_to_tensor(places, dtype="int64")
                rows = _encoded(
                    [int(i) for i in places.ravel()], x.shape, len(self.bin_boundaries) + 1, self.output_mode)
                return ops.convert_to_tensor(rows.astype("float32"))

            def get_config(self):
                config = super().get_config()
                config.update({"bin_boundaries": self.bin_boundaries, "output_mode": self.output_mode})
                return config
        """#
}
