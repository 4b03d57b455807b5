public import Answers
public import Figures
public import LanguageModels
import Numbers

extension WatchText: Animated {
    /// One picture after the other, the last for a while: the loss so far, and what the model then writes.
    ///
    /// - Throws: `Mistake` when no fit has been watched.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        let frames = try watched()
        let step = Swift.max(1, frames.count / Swift.max(1, count))
        var shown = Array(stride(from: 0, to: frames.count, by: step))
        if shown.last != frames.count - 1 { shown.append(frames.count - 1) }
        let pictures = shown.map { picture(frames, upTo: $0, PlotOptions()) }
        return Animation(frames: pictures + [Figure](repeating: pictures[pictures.count - 1], count: 8), delay: 40)
    }

    /// The loss by epoch, and beside it texts from the first to the last.
    ///
    /// - Throws: `Mistake` when no fit has been watched.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let frames = try watched()
        return picture(frames, upTo: frames.count - 1, options)
    }

    private func watched() throws -> [Frame] {
        let frames = frames
        guard !frames.isEmpty else {
            throw Mistake(
                "no fit has been watched yet", expected: "a WatchText that was in a fit",
                try: "w = WatchText(lm); lm.fit(epochs=3, callbacks=[w])")
        }
        return frames
    }

    private func picture(_ frames: [Frame], upTo last: Int, _ options: PlotOptions) -> Figure {
        let losses = frames.compactMap { frame in frame.loss.map { Point(Double(frame.epoch), $0) } }
        let checks = frames.compactMap { frame in frame.validationLoss.map { Point(Double(frame.epoch), $0) } }
        let all = losses + checks
        let (low, high) = (all.map(\.y).min() ?? 0, all.map(\.y).max() ?? 1)
        let air = Swift.max(0.02, (high - low) * 0.08)
        let epochs = Double(Swift.max(1, frames.last?.epoch ?? 1))
        let here = Double(frames[last].epoch)
        var layers: [PanelLayer] = []
        for (name, points, color, isDashed) in [("loss", losses, 0, false), ("val_loss", checks, 1, true)]
        where !points.isEmpty {
            layers.append(
                .curve(
                    CurveLayer(
                        points.filter { $0.x <= here }, name: name, color: color, isDashed: isDashed,
                        hasDots: points.count <= 12)))
        }
        var left = Panel(
            title: "Loss", x: Axis("epoch", 0...epochs), y: Axis("nats for each character", (low - air)...(high + air)),
            layers: layers)
        left.x.isWhole = true
        // Texts from the first to this one, as many as there is room for.
        let chosen = (0..<last + 1).spread(atMost: 4)
        var notes: [PanelLayer] = []
        var height = 0.96
        for number in chosen {
            let frame = frames[number]
            var head = Note(
                "epoch \(frame.epoch)" + (frame.loss.map { ", loss \($0.short(3))" } ?? ""), at: Point(0.02, height))
            head.isOfFrame = true
            head.isBold = true
            head.size = 0.8
            notes.append(.note(head))
            height -= 0.05
            for line in TextTable.wrap(frame.text.replacing("\n", with: "⏎"), 36).prefix(3) {
                var note = Note(line, at: Point(0.02, height))
                note.isOfFrame = true
                note.size = 0.8
                notes.append(.note(note))
                height -= 0.05
            }
            height -= 0.035
        }
        var right = Panel(title: "What it writes", x: Axis("", 0...1), y: Axis("", 0...1), layers: notes)
        right.isImage = false
        right.hasGrid = false
        right.x.names = [Axis.Name("", at: -1)]
        right.y.names = [Axis.Name("", at: -1)]
        let frame = frames[last]
        return Figure(
            title: options.title ?? "A model learns to write", caption: [summary],
            sentence: "After epoch \(frame.epoch)"
                + (frame.loss.map { ", at a loss of \($0.short(3))," } ?? "")
                + " it writes: \(frame.text.replacing("\n", with: " "))", panels: [left, right])
    }
}
