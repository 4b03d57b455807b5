/// The functions of `tf.strings` as they are written in the language: each is one of Python's for every text of a tensor.
enum StringFunctionsText {
    /// Behind the classes of `TextTensorText`.
    static let functions = #"""
        def _each(value, function):
            if isinstance(value, RaggedTensor):
                return RaggedTensor([[function(text) for text in row] for row in value._rows])
            made = _made(value)
            return EagerTensor([function(text) for text in made._texts], made.shape)


        def _whole(numbers, shape, dtype):
            return tf.reshape(tf.constant(numbers, dtype=dtype), shape)


        def lower(input, encoding="", name=None):
            if encoding == "utf-8":
                return _each(input, lambda text: text.lower())
            # Without an encoding TensorFlow changes single bytes: letters of English.
            return _each(input, lambda text: re.sub("[A-Z]+", lambda found: found.group().lower(), text))


        def upper(input, encoding="", name=None):
            if encoding == "utf-8":
                return _each(input, lambda text: text.upper())
            return _each(input, lambda text: re.sub("[a-z]+", lambda found: found.group().upper(), text))


        def strip(input, name=None):
            return _each(input, lambda text: text.strip(" \t\n\r\v\f"))


        def regex_replace(input, pattern, rewrite, replace_global=True, name=None):
            compiled = re.compile(_made(pattern)._texts[0])
            written = re.sub(r"\\0", r"\\g<0>", _made(rewrite)._texts[0])
            return _each(input, lambda text: compiled.sub(written, text, 0 if replace_global else 1))


        def regex_full_match(input, pattern, name=None):
            compiled, made = re.compile(_made(pattern)._texts[0]), _made(input)
            return _whole([compiled.fullmatch(text) is not None for text in made._texts], made.shape, tf.bool)


        def length(input, unit="BYTE", name=None):
            made = _made(input)
            if unit not in ("BYTE", "UTF8_CHAR"):
                raise ValueError(f"unit is BYTE or UTF8_CHAR, not {unit}")
            counts = [len(text.encode("utf-8")) if unit == "BYTE" else len(text) for text in made._texts]
            return _whole(counts, made.shape, tf.int32)


        _count = len


        def substr(input, pos, len, unit="BYTE", name=None):
            start, count = int(pos), int(len)
            if count < 0:
                raise ValueError(f"len is 0 or more, not {count}")

            def part(text):
                parts = text if unit == "UTF8_CHAR" else text.encode("utf-8")
                size = _count(parts)
                if not -size <= start <= size:
                    raise ValueError(f"pos {start} out of range for string {text!r}")
                first = start + size if start < 0 else start
                found = parts[first : first + count]
                if unit == "UTF8_CHAR":
                    return found
                try:
                    return found.decode("utf-8")
                except UnicodeDecodeError:
                    raise ValueError(f"pos = {start}, len = {count} cuts a letter of {text!r} in two: unit=\"UTF8_CHAR\"")

            return _each(input, part)


        def join(inputs, separator="", name=None):
            parts = [_made(part) for part in inputs]
            shapes = [part.shape for part in parts if part.shape != ()]
            shape = shapes[0] if shapes else ()
            if any([other != shape for other in shapes]):
                raise ValueError(f"Input shapes do not match: {shapes}")
            count, mark = math.prod(shape), _made(separator)._texts[0]
            columns = [part._texts if part.shape == shape else part._texts * count for part in parts]
            if len(columns) == 1:
                return parts[0]
            return EagerTensor([mark.join(row) for row in zip(*columns)], shape)


        def reduce_join(inputs, axis=None, keepdims=False, separator="", name=None):
            made, mark = _made(inputs), _made(separator)._texts[0]
            if made.shape == ():
                return made
            if axis is None:
                return EagerTensor([mark.join(made._texts)], [1] * made.ndim if keepdims else ())
            if axis not in (-1, made.ndim - 1):
                raise NotImplementedError(f"texts are joined along the last axis here: axis=-1, not {axis}")
            width = made.shape[-1]
            rows = [made._texts[i * width : (i + 1) * width] for i in range(math.prod(made.shape[:-1]))]
            return EagerTensor([mark.join(row) for row in rows], made.shape[:-1] + ((1,) if keepdims else ()))


        def split(input, sep=None, maxsplit=-1, name=None):
            made = _made(input)
            mark = None if sep is None else _made(sep)._texts[0] or None
            rows = [text.split(mark, maxsplit) for text in made._texts]
            if made.shape == ():
                return EagerTensor(rows[0], (len(rows[0]),))
            if made.ndim > 1:
                raise NotImplementedError(
                    "texts of more than one axis have no RaggedTensor here: tf.strings.split(tf.reshape(texts, [-1]))")
            return RaggedTensor(rows)


        def to_number(input, out_type=None, name=None):
            made, kind = _made(input), out_type or tf.float32
            try:
                numbers = [int(text) if "int" in str(kind) else float(text) for text in made._texts]
            except ValueError:
                raise ValueError("StringToNumberOp could not correctly convert string: one of the texts is no number")
            return _whole(numbers, made.shape, kind)


        def as_string(input, name=None):
            numbers = tf.convert_to_tensor(input)
            flat = numbers.numpy().ravel().tolist()
            texts = [str(n).lower() if isinstance(n, bool) else f"{n:.6f}" if isinstance(n, float) else str(n) for n in flat]
            return EagerTensor(texts, tuple(numbers.shape))

        """#
}
