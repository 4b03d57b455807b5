import Language

/// `tf.Module`: the class that models of plain TensorFlow are derived from, which finds the variables in its objects.
enum TensorFlowModule {
    static let words: [Word] = [
        module.word(
            "Module", family: "tensorflow", "what models of variables are derived from: class MyModel(tf.Module)",
            [Parameter("name", .any, .value(.none), "what it is called")], returns: "any",
            examples: [
                """
                import tensorflow as tf
                class Line(tf.Module):
                    def __init__(self):
                        super().__init__()
                        self.w = tf.Variable(5.0)
                len(Line().trainable_variables)
                """
            ], seeAlso: ["tensorflow.Variable"])
    ]

    private static let module = WrittenModule("tensorflow", TensorFlowModule.text)

    private static let text = #"""
        class Module:
            __module__ = "tensorflow.python.module.module"

            def __init__(self, name=None):
                self._name = name or "".join(["_" + c.lower() if c.isupper() else c for c in type(self).__name__]).strip("_")

            @property
            def name(self):
                return self._name

            def _found(self, value, seen):
                if any([value is other for other in seen]):
                    return []
                if isinstance(value, Module):
                    seen.append(value)
                    parts = []
                    for name in sorted(vars(value)):
                        parts.extend(self._found(vars(value)[name], seen))
                    return parts
                if isinstance(value, (list, tuple)):
                    return sum([self._found(part, seen) for part in value], [])
                if isinstance(value, dict):
                    return sum([self._found(value[name], seen) for name in sorted(value)], [])
                if hasattr(value, "trainable_variables") and hasattr(value, "variables"):
                    seen.append(value)
                    return list(value.variables)
                if _is_variable(value):
                    seen.append(value)
                    return [value]
                return []

            @property
            def variables(self):
                return tuple(self._found(self, []))

            @property
            def trainable_variables(self):
                return tuple([v for v in self.variables if v.trainable])

            @property
            def submodules(self):
                found = []
                for name in sorted(vars(self)):
                    value = vars(self)[name]
                    for part in value if isinstance(value, (list, tuple)) else [value]:
                        if isinstance(part, Module):
                            found.append(part)
                            found.extend(part.submodules)
                return tuple(found)


        def _is_variable(value):
            if not hasattr(value, "assign_add"):
                return False
            try:
                value.name
            except Exception:
                return False
            return True
        """#
}
