import Numbers

// The legend: a row of samples above the frame, for what has no label beside itself.

struct Legend: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        var shape: Stroke.Shape
        var color: Color
        var text: String

        /// In units of text size.
        var sampleWidth: Double {
            switch shape {
            case .line, .leader, .arrow, .sample, .ground: 2.2
            case .patch, .symbol, .mark: 0.9
            }
        }

        func width(em: Double) -> Double { (sampleWidth + 0.5 + TextWidth.ems(text) * 0.9 + 1.4) * em }
    }
    var entries: [Entry]

    init(_ entries: [Entry]) {
        self.entries = []
        for entry in entries where !self.entries.contains(entry) { self.entries.append(entry) }
    }

    /// The entries broken into rows.
    func rows(width: Double, em: Double) -> [[Entry]] {
        var rows: [[Entry]] = []
        var used = 0.0
        for var entry in entries {
            entry.text = TextWidth.cut(entry.text, toEms: max(4, width / em - 4) / 0.9)
            let needed = entry.width(em: em)
            if rows.isEmpty || used + needed - 1.4 * em > width {
                rows.append([])
                used = 0
            }
            rows[rows.count - 1].append(entry)
            used += needed
        }
        return rows
    }
}

extension Panel {
    /// What is always explained in the legend: areas, bands, groups of points, bars, and everything on a surface.
    var legendEntries: [Legend.Entry] {
        guard legend == nil else { return [] }
        var entries: [Legend.Entry] = []
        for layer in layers {
            switch layer {
            case .regions(let regions):
                for (index, name) in regions.names.enumerated() where !name.isEmpty {
                    let color = regions.colors[index % max(1, regions.colors.count)]
                    entries.append(.init(shape: .patch, color: color.mixed(with: .black, share: 0.25), text: name))
                }
            case .band(let band) where !band.name.isEmpty:
                entries.append(
                    .init(
                        shape: .patch, color: Color.cycled(band.color).mixed(with: .white, share: 0.45),
                        text: band.name))
            case .points(let points) where !points.name.isEmpty:
                entries.append(
                    .init(shape: .symbol(points.symbol), color: Color.cycled(points.color), text: points.name))
            case .bars(let bars) where !bars.name.isEmpty:
                entries.append(.init(shape: .patch, color: Color.cycled(bars.color), text: bars.name))
            case .shapes(let shapes) where !shapes.name.isEmpty:
                entries.append(.init(shape: .patch, color: shapes.sample, text: shapes.name))
            case .space(let space) where !space.name.isEmpty: entries.append(space.legendEntry)
            case .arrows(let arrows) where !arrows.name.isEmpty: entries.append(arrows.legendEntry)
            case .mark(let mark) where isSpatial && !mark.name.isEmpty:
                entries.append(
                    .init(shape: .mark(mark.kind), color: mark.tint, text: mark.name))
            case .surface(let surface):
                for path in surface.paths where !path.name.isEmpty {
                    entries.append(
                        .init(shape: .line(dashed: false), color: Color.cycled(path.color), text: path.name))
                }
            default: break
            }
        }
        return entries
    }

    /// All names in the order of drawing, for the legend in the frame.
    var namedEntries: [Legend.Entry] {
        layers.compactMap { layer in
            switch layer {
            case .curve(let curve) where !curve.name.isEmpty:
                Legend.Entry(shape: .sample(curve.pattern), color: Color.cycled(curve.color), text: curve.name)
            case .points(let points) where !points.name.isEmpty:
                Legend.Entry(
                    shape: .symbol(points.symbol), color: points.tints.first ?? Color.cycled(points.color),
                    text: points.name)
            case .bars(let bars) where !bars.name.isEmpty:
                Legend.Entry(
                    shape: .patch, color: bars.fill.mixed(with: .white, share: 0.8 * (1 - bars.opacity)),
                    text: bars.name)
            case .shapes(let shapes) where !shapes.name.isEmpty:
                Legend.Entry(shape: .patch, color: shapes.sample, text: shapes.name)
            case .band(let band) where !band.name.isEmpty:
                Legend.Entry(
                    shape: .patch, color: Color.cycled(band.color).mixed(with: .white, share: 0.8 * (1 - band.opacity)),
                    text: band.name)
            case .guide(let guide) where !guide.name.isEmpty:
                Legend.Entry(
                    shape: guide.end == nil ? .sample(guide.pattern) : .patch,
                    color: guide.tint.mixed(with: .white, share: 0.8 * (1 - guide.opacity)), text: guide.name)
            case .path(let path) where !path.name.isEmpty:
                Legend.Entry(shape: .sample(.solid), color: Color.cycled(path.color), text: path.name)
            case .space(let space) where !space.name.isEmpty: space.legendEntry
            case .arrows(let arrows) where !arrows.name.isEmpty: arrows.legendEntry
            default: nil
            }
        }
    }

    /// Names of curves that reach the right end of the frame and are labelled there.
    var endLabels: [String] {
        layers.compactMap { layer in
            guard case .curve(let curve) = layer, !curve.name.isEmpty, reachesEnd(curve) else { return nil }
            return curve.name
        }
    }

    func reachesEnd(_ curve: CurveLayer) -> Bool {
        guard let last = curve.points.last(where: { $0.isFinite }) else { return false }
        let height = y.share(last.y)
        return x.share(last.x) > 0.93 && height >= 0 && height <= 1
    }
}

extension SpaceLayer {
    var legendEntry: Legend.Entry {
        Legend.Entry(
            shape: symbol.map { .symbol($0) } ?? .sample(pattern), color: tints.first ?? Color.cycled(color), text: name
        )
    }
}

extension Arrows {
    var legendEntry: Legend.Entry { Legend.Entry(shape: .arrow, color: Color.cycled(color), text: name) }
}
