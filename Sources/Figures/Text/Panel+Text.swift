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
            switch layer {
            case .surface(let surface): return [.field(Field(surface.grid))] + surface.paths.map { .path($0) }
            case .space(let space):
                var points = Points(
                    space.floor, name: space.hasLine ? "" : space.name, color: space.color,
                    symbol: space.symbol ?? .dot)
                points.tints = space.tints
                return
                    (space.hasLine ? [.curve(CurveLayer(space.floor, name: space.name, color: space.color))] : [])
                    + (space.symbol == nil ? [] : [.points(points)])
            default: return [layer]
            }
        }
        return panel
    }

    /// Bars with named places, and bars that lie, which read best as a list.
    var isListOfBars: Bool { !barNames.isEmpty }

    /// What stands beside the bars of a list.
    var barNames: [Axis.Name] {
        for case .bars(let bars) in layers {
            if !bars.isHorizontal { return x.names }
            return y.names.isEmpty
                ? bars.bars.map { bar in
                    let middle = (bar.x.lowerBound + bar.x.upperBound) / 2
                    return Axis.Name(Tick.text(middle, digits: 3), at: middle)
                } : y.names
        }
        return []
    }
}
