// A panel as characters can show it.

extension Panel {
    /// A small panel among many: its points would hide the map, and what axes and colours mean is said once for all.
    var bare: Panel {
        var panel = self
        if layers.contains(where: { if case .field = $0 { true } else { false } }) {
            panel.layers = layers.filter { if case .points = $0 { false } else { true } }
        }
        panel.x.label = ""
        panel.y.label = ""
        panel.colors?.label = ""
        return panel
    }

    /// Characters cannot show a surface from the side: it is drawn from above.
    var seenFromAbove: Panel {
        guard isSpatial else { return self }
        var panel = self
        panel.layers = layers.flatMap { layer -> [PanelLayer] in
            guard case .surface(let surface) = layer else { return [layer] }
            return [.field(Field(surface.grid))] + surface.paths.map { .path($0) }
        }
        return panel
    }

    /// Bars with named places, which read best as a list.
    var isListOfBars: Bool {
        !x.names.isEmpty && layers.contains { if case .bars = $0 { true } else { false } }
    }
}
