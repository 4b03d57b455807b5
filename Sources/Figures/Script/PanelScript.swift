// One panel as gnuplot commands: frame, axes, colour bar, then one plot command with an element per layer.

import Answers
import Numbers

struct PanelScript {
    let panel: Panel
    let index: Int
    let layout: PageLayout
    let frame: PanelFrame
    var blocks: [String] = []
    var elements: [String] = []
    var images: [[Float]] = []
    var numbers: [String] = []

    init(_ panel: Panel, index: Int, layout: PageLayout) {
        self.panel = panel
        self.index = index
        self.layout = layout
        frame = layout.frames[index]
    }

    func write(to script: inout GnuplotScript) {
        var copy = self
        if panel.isSpatial {
            if panel.eye != nil {
                SpaceScript(panel: panel, index: index, layout: layout).write(to: &script)
            } else {
                SurfaceScript(panel: panel, frame: frame, page: layout.page).write(to: &script)
            }
            return
        }
        copy.collect()
        for line in copy.setup + copy.numbers { script.add(line) }
        for block in copy.blocks { script.add(block) }
        if copy.elements.isEmpty { copy.elements = ["NaN notitle"] }
        script.add("plot " + copy.elements.joined(separator: ", \\\n     "))
        for image in copy.images { script.add(image) }
        if panel.top != nil { script.add("unset x2tics") }
    }

    private mutating func collect() {
        for layer in panel.layers {
            switch layer {
            case .field(let field): add(field)
            case .regions(let regions): add(regions)
            case .band(let band): add(band)
            case .bars(let bars): add(bars)
            case .shapes(let shapes): add(shapes)
            default: break
            }
        }
        addBarGauge()
        for case .guide(let guide) in panel.layers { add(guide) }
        for case .arrows(let arrows) in panel.layers { add(arrows) }
        for case .curve(let curve) in panel.layers { add(curve) }
        addPaths()
        for case .points(let points) in panel.layers { add(points) }
        for case .mark(let mark) in panel.layers { add(mark) }
    }

    /// A block of lines of numbers; an empty line lifts the pen.
    mutating func block(_ rows: [String]) -> String {
        let name = "$p\(index)d\(blocks.count)"
        blocks.append("\(name) << EOD\n\(rows.joined(separator: "\n"))\nEOD")
        return name
    }

    private func rows(_ pieces: [[Point]]) -> [String] {
        pieces.map { piece in
            PanelFrame.thinned(piece).map { pixel in
                let p = frame.data(pixel)
                return "\(p.x) \(p.y)"
            }.joined(separator: "\n") + "\n"
        }
    }

    mutating func lines(_ pieces: [[Point]], style: String) {
        guard !pieces.isEmpty else { return }
        elements.append("\(block(rows(pieces))) using 1:2 with lines \(style) notitle")
    }

    func width(_ width: Double) -> String { (width * layout.page.stroke).short() }

    /// Signs in a small panel are smaller, so that they leave something of the picture to be seen.
    var scale: Double { max(0.45, min(1, frame.box.width * layout.page.scale / (20 * layout.page.em))) }
}
