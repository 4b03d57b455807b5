import Language

/// What the layers that prepare words and categories share, as they are written in the language.
enum PreparingText {
    static let helpers = #"""
        import math
        import numpy as np
        import keras
        from keras import ops
        import tensorflow as tf

        def _nested(data):
            if isinstance(data, (str, int)):
                return data
            if isinstance(data, bytes):
                return data.decode("utf-8")
            if hasattr(data, "_nested"):
                return data._nested()
            if hasattr(data, "numpy"):
                data = data.numpy()
            if hasattr(data, "tolist"):
                return data.tolist()
            if hasattr(data, "to_list"):
                return data.to_list()
            if isinstance(data, (list, tuple)):
                return [_nested(item) for item in data]
            return data

        def _flat(data):
            if not isinstance(data, list):
                return [data]
            found = []
            for item in data:
                found.extend(_flat(item))
            return found

        def _shape(data):
            shape = []
            while isinstance(data, list):
                shape.append(len(data))
                if len(data) == 0:
                    break
                data = data[0]
            return tuple(shape)

        def _batches(data, steps):
            if not hasattr(data, "element_spec"):
                return [_nested(data)]
            found = []
            for batch in data:
                if steps is not None and len(found) == steps:
                    break
                found.append(_nested(batch))
            return found

        def _encoded(indices, shape, depth, mode, weights=None):
            """Places below depth, as rows of flags or of counts."""
            kind = "int64" if weights is None else "float32"
            if mode == "one_hot":
                rows = np.zeros((len(indices), depth), dtype=kind)
                for row, index in enumerate(indices):
                    if 0 <= index < depth:
                        rows[row, index] = 1
                lead = shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape
                return rows.reshape(tuple(lead) + (depth,))
            width = shape[-1] if len(shape) > 0 else 1
            count = len(indices) // width if width else 0
            rows = np.zeros((count, depth), dtype=kind)
            for place, index in enumerate(indices):
                row = place // width
                if index < 0 or index >= depth:
                    continue
                if mode == "multi_hot":
                    rows[row, index] = 1
                else:
                    rows[row, index] += 1 if weights is None else weights[place]
            return rows.reshape(tuple(shape[:-1]) + (depth,))

        """#

    /// The keywords that such a layer takes beside its own.
    static func options(_ names: String) -> Parameter {
        Parameter("options", .any, .otherwise("nothing"), names, isVariadic: true, isKeywordOnly: true)
    }
}

extension WrittenModule {
    /// The word for a layer that prepares words or categories, under both of Keras's names.
    func preparing(_ name: String, _ summary: String, _ parameters: [Parameter], _ example: String) -> Word {
        word(
            name, aliases: ["keras.layers.experimental.preprocessing.\(name)"], family: "layers", summary, parameters,
            returns: "any", examples: [example], seeAlso: ["Embedding"])
    }
}
