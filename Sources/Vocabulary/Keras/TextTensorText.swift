/// Tensors of texts as they are written in the language: TensorFlow holds texts as bytes of UTF-8, shows them so, and gives
/// such bytes back; here they are kept as texts.
enum TextTensorText {
    /// The tensors, what `numpy()` gives of them, rows of different lengths, and what makes them.
    static let classes = #"""
        import math
        import re
        import tensorflow as tf


        class EagerTensor:
            """Texts in the order of an array: TensorFlow holds them as bytes of UTF-8."""

            __module__ = "tensorflow.python.framework.ops"

            def __init__(self, texts, shape):
                self._texts, self.shape, self.dtype = texts, tuple(shape), tf.string

            @property
            def ndim(self):
                return len(self.shape)

            def numpy(self):
                return self._texts[0].encode("utf-8") if self.shape == () else _BytesArray(self._texts, self.shape)

            def _nested(self):
                return self._texts[0] if self.shape == () else _arranged(self._texts, self.shape)

            def _row(self, place):
                return self[place]

            def _reshape(self, shape):
                lengths = [int(length) for length in (shape if isinstance(shape, (list, tuple)) else [shape])]
                known = math.prod([length for length in lengths if length != -1])
                if -1 in lengths and known > 0:
                    lengths[lengths.index(-1)] = len(self._texts) // known
                if min(lengths, default=0) < 0 or math.prod(lengths) != len(self._texts):
                    raise ValueError(f"cannot reshape {len(self._texts)} texts into shape {list(shape)}")
                return EagerTensor(self._texts, lengths)

            def _expand_dims(self, axis):
                if not -self.ndim - 1 <= axis <= self.ndim:
                    raise ValueError(f"axis {axis} is no place among {self.ndim + 1} axes")
                place = axis + self.ndim + 1 if axis < 0 else axis
                return EagerTensor(self._texts, self.shape[:place] + (1,) + self.shape[place:])

            def _lengths(self):
                return tf.constant(list(self.shape), dtype=tf.int32)

            def _squeeze(self, axis):
                kept = [n for k, n in enumerate(self.shape) if n != 1 or (axis is not None and k != axis % self.ndim)]
                return EagerTensor(self._texts, kept)

            def _stacked(self, axis):
                if axis != 0 or self.shape == ():
                    raise NotImplementedError(f"texts are stacked along the first axis here: axis=0, not {axis}")
                return self

            def _joined(self, axis):
                if axis != 0 or self.ndim < 2:
                    raise NotImplementedError("tensors of texts are joined along the first axis here: tf.concat([a, b], axis=0)")
                return EagerTensor(self._texts, (self.shape[0] * self.shape[1],) + self.shape[2:])

            def __len__(self):
                if self.shape == ():
                    raise TypeError("Scalar tensor has no `len()`")
                return self.shape[0]

            def __getitem__(self, key):
                texts, shape = _chosen(self._texts, self.shape, key if isinstance(key, tuple) else (key,))
                return EagerTensor(texts, shape)

            def __iter__(self):
                if self.shape == ():
                    raise TypeError("Cannot iterate over a scalar tensor.")
                for place in range(self.shape[0]):
                    yield self[place]

            def __eq__(self, other):
                return _compared(self, other, lambda a, b: a == b)

            def __ne__(self, other):
                return _compared(self, other, lambda a, b: a != b)

            def __add__(self, other):
                return join([self, other])

            def __radd__(self, other):
                return join([other, self])

            def __bool__(self):
                if len(self._texts) != 1:
                    raise ValueError(
                        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
                return self._texts[0] != ""

            def __repr__(self):
                shown = repr(self.numpy())
                shown = "\n" + shown if "\n" in shown else shown
                return f"<tf.Tensor: shape={self.shape}, dtype=string, numpy={shown}>"

            def __str__(self):
                shown = str(self.numpy())
                shown = "\n" + shown if "\n" in shown else shown
                return f"tf.Tensor({shown}, shape={self.shape}, dtype=string)"


        class _BytesArray:
            """What numpy() gives: an array of bytes objects."""

            def __init__(self, texts, shape):
                self._texts, self.shape, self.dtype = texts, shape, "object"

            @property
            def ndim(self):
                return len(self.shape)

            @property
            def size(self):
                return len(self._texts)

            def tolist(self):
                return _arranged([text.encode("utf-8") for text in self._texts], self.shape)

            def __len__(self):
                return self.shape[0]

            def __getitem__(self, key):
                texts, shape = _chosen(self._texts, self.shape, key if isinstance(key, tuple) else (key,))
                return EagerTensor(texts, shape).numpy()

            def __iter__(self):
                for place in range(self.shape[0]):
                    yield self[place]

            def __repr__(self):
                shown = _spelled(self._texts, self.shape, ", ", " " * 7, 74)
                last = len(shown.split("\n")[-1]) + (6 if "\n" not in shown else 0)
                return f"array({shown}," + (" " if last + 15 <= 75 else "\n      ") + "dtype=object)"

            def __str__(self):
                return _spelled(self._texts, self.shape, " ", " ", 75)


        class RaggedTensor:
            """Rows of texts, each as long as it is."""

            __module__ = "tensorflow.python.ops.ragged.ragged_tensor"

            def __init__(self, rows):
                self._rows, self.shape, self.dtype = rows, (len(rows), None), tf.string

            def to_list(self):
                return [[text.encode("utf-8") for text in row] for row in self._rows]

            def to_tensor(self, default_value=""):
                filling = _made(default_value)._texts[0]
                longest = max([len(row) for row in self._rows], default=0)
                texts = []
                for row in self._rows:
                    texts.extend(row + [filling] * (longest - len(row)))
                return EagerTensor(texts, (len(self._rows), longest))

            def row_lengths(self):
                return tf.constant([len(row) for row in self._rows], dtype=tf.int64)

            def _nested(self):
                return [list(row) for row in self._rows]

            def __getitem__(self, place):
                if not isinstance(place, int):
                    raise NotImplementedError("a part of a RaggedTensor is taken of .to_tensor(): r.to_tensor()[:, 0]")
                row = self._rows[place]
                return EagerTensor(row, (len(row),))

            def __iter__(self):
                for place in range(len(self._rows)):
                    yield self[place]

            def __getattr__(self, name):
                raise AttributeError(
                    f"a RaggedTensor has no .{name} here: to_tensor(), to_list(), row_lengths() or a loop over its rows")

            def __repr__(self):
                return f"<tf.RaggedTensor {self.to_list()}>"


        def _arranged(items, shape):
            if len(shape) == 1:
                return list(items)
            step = len(items) // shape[0] if shape[0] else 0
            return [_arranged(items[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


        def _chosen(texts, shape, keys):
            if len(keys) == 0:
                return texts, shape
            if len(shape) == 0:
                raise ValueError("Index out of range using input dim 0; input has only 0 dims")
            key, count = keys[0], shape[0]
            step = len(texts) // count if count else 0
            if isinstance(key, slice):
                places = list(range(count))[key]
                found, inner = [], shape[1:]
                for i in places:
                    part, inner = _chosen(texts[i * step : (i + 1) * step], shape[1:], keys[1:])
                    found.extend(part)
                return found, (len(places),) + tuple(inner)
            place = int(key)
            if not -count <= place < count:
                raise IndexError(f"slice index {place} of dimension 0 out of bounds.")
            place %= count
            return _chosen(texts[place * step : (place + 1) * step], shape[1:], keys[1:])


        def _spelled(texts, shape, separator, indent, width):
            """As NumPy writes arrays of objects: up to 75 characters in a line."""
            count = shape[0]
            step = len(texts) // count if count else 0
            places = list(range(count))
            if len(texts) > 1000 and count > 6:
                places = places[:3] + [None] + places[-3:]
            if len(shape) > 1:
                parts = []
                for i in places:
                    part = "..."
                    if i is not None:
                        part = _spelled(texts[i * step : (i + 1) * step], shape[1:], separator, indent + " ", width - 1)
                    parts.append(part)
                return "[" + (separator.rstrip() + "\n" * (len(shape) - 1) + indent).join(parts) + "]"
            lines, line = [], indent
            for place, i in enumerate(places):
                word = "..." if i is None else repr(texts[i].encode("utf-8"))
                if len(line) + len(word) > width - 1 and len(line) > len(indent):
                    lines.append(line.rstrip())
                    line = indent
                line += word + (separator if place < len(places) - 1 else "")
            return "[" + "\n".join(lines + [line])[len(indent) :] + "]"


        def _made(value):
            """A tensor of texts."""
            if isinstance(value, EagerTensor):
                return value
            if isinstance(value, str):
                return EagerTensor([value], ())
            if isinstance(value, bytes):
                return EagerTensor([value.decode("utf-8")], ())
            if isinstance(value, RaggedTensor):
                raise NotImplementedError("a RaggedTensor is no tensor of texts here: r.to_tensor()")
            if hasattr(value, "tolist"):
                value = value.tolist()
            if not isinstance(value, (list, tuple)):
                raise TypeError(f"Cannot convert {value} to EagerTensor of dtype string")
            if all([isinstance(item, str) for item in value]):
                return EagerTensor(list(value), (len(value),))
            texts = [isinstance(item, (str, bytes, list, tuple, EagerTensor)) for item in value]
            if any(texts) and not all(texts):
                raise ValueError("Can't convert Python sequence with mixed types to Tensor.")
            parts = [_made(item) for item in value]
            if any([part.shape != parts[0].shape for part in parts]):
                raise ValueError("Can't convert non-rectangular Python sequence to Tensor.")
            found = []
            for part in parts:
                found.extend(part._texts)
            return EagerTensor(found, (len(parts),) + parts[0].shape)


        def _compared(left, right, test):
            a, b = left, _made(right)
            if a.shape != b.shape and () not in (a.shape, b.shape):
                raise ValueError(f"Incompatible shapes: {list(a.shape)} vs. {list(b.shape)}")
            shape = a.shape or b.shape
            count = max(len(a._texts), len(b._texts)) if shape == () else math.prod(shape)
            one, other = [t._texts if t.shape == shape else t._texts * count for t in (a, b)]
            return tf.reshape(tf.constant([test(x, y) for x, y in zip(one, other)], dtype=tf.bool), shape)

        """#
}
