/// Trees taken apart into leaves and their form, and put together again, as they are written in the language.
enum TreeDefinitionText {
    static let text = #"""
        import jax


        class _Leaf:
            def __repr__(self):
                return "*"


        _LEAF = _Leaf()


        def _text(form):
            if isinstance(form, dict):
                return "{" + ", ".join([f"{key!r}: {_text(part)}" for key, part in form.items()]) + "}"
            if isinstance(form, list):
                return "[" + ", ".join([_text(part) for part in form]) + "]"
            if isinstance(form, tuple) and hasattr(form, "_fields"):
                parts = ", ".join([_text(part) for part in form])
                return f"CustomNode(namedtuple[{type(form).__name__}], [{parts}])"
            if isinstance(form, tuple):
                return "(" + ", ".join([_text(part) for part in form]) + ("," if len(form) == 1 else "") + ")"
            return repr(form)


        def _nodes(form):
            parts = form.values() if isinstance(form, dict) else form if isinstance(form, (list, tuple)) else []
            return 1 + sum([_nodes(part) for part in parts])


        class PyTreeDef:
            __module__ = "jaxlib._jax.pytree"

            def __init__(self, form):
                self._form = form

            @property
            def num_leaves(self):
                return len(jax.tree.leaves(self._form))

            @property
            def num_nodes(self):
                return _nodes(self._form)

            def unflatten(self, leaves):
                leaves = list(leaves)
                count = self.num_leaves
                if len(leaves) < count:
                    raise ValueError(f"Too few leaves for PyTreeDef; expected {count}, got {len(leaves)}")
                if len(leaves) > count:
                    raise ValueError(f"Too many leaves for PyTreeDef; expected {count}.")
                rest = iter(leaves)
                return jax.tree.map(lambda leaf: next(rest), self._form)

            def __eq__(self, other):
                return isinstance(other, PyTreeDef) and _text(self._form) == _text(other._form)

            def __ne__(self, other):
                return not self == other

            def __hash__(self):
                return hash(_text(self._form))

            def __repr__(self):
                return f"PyTreeDef({_text(self._form)})"


        def structure(tree, is_leaf=None):
            return PyTreeDef(jax.tree.map(lambda leaf: _LEAF, tree, is_leaf=is_leaf))


        def flatten(tree, is_leaf=None):
            return jax.tree.leaves(tree, is_leaf=is_leaf), structure(tree, is_leaf)


        def unflatten(treedef, leaves):
            return treedef.unflatten(leaves)


        def _pairs(tree, is_leaf=None):
            pairs = []
            jax.tree.map_with_path(lambda path, leaf: pairs.append((path, leaf)), tree, is_leaf=is_leaf)
            return pairs


        def leaves_with_path(tree, is_leaf=None):
            return _pairs(tree, is_leaf)


        def flatten_with_path(tree, is_leaf=None):
            return _pairs(tree, is_leaf), structure(tree, is_leaf)


        def all(tree, *, is_leaf=None):
            for leaf in jax.tree.leaves(tree, is_leaf=is_leaf):
                if not leaf:
                    return False
            return True
        """#

    static let paths = #"""
        def keystr(path, *, simple=False, separator=""):
            parts = []
            for step in path:
                if hasattr(step, "name"):
                    parts.append(step.name if simple else f".{step.name}")
                else:
                    key = step.key if hasattr(step, "key") else step.idx
                    parts.append(str(key) if simple else f"[{key!r}]")
            return separator.join(parts)
        """#
}
