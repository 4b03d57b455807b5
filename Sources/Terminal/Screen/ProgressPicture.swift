import Figures
import Answers
import Numbers

/// Progress as lines of text: the bar with rate and time left, then what the room allows of numbers, curves and picture.
struct ProgressPicture {
    private var progress: Progress
    let seconds: Double

    /// Rows of the screen that stay free for what was there before.
    private static let sparedRows = 3

    init(_ progress: Progress, elapsed: Duration) {
        self.progress = progress
        (self.progress.note, self.progress.detail) = (progress.note.visible, progress.detail.visible)
        seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }

    /// - Parameter place: where they are shown; no line is wider, and all of them leave some rows free.
    func lines(on place: Capabilities) -> [String] {
        // Room is left for the `^C` that the terminal echoes.
        let width = place.width - 3
        let picture = picture(place)
        guard !picture.isEmpty else { return [bar(width, note: joined, unicode: place.unicode)] }
        var lines = [bar(width, note: progress.note, unicode: place.unicode)]
        if !progress.detail.isEmpty { lines.append(progress.detail.cut(columns: width)) }
        return lines + picture
    }

    /// What a terminal gets that can only be written to line by line.
    var plainLine: String {
        let left = secondsLeft.map { "  \(ProgressPicture.clock($0)) left" } ?? ""
        return joined + left
    }

    private var joined: String {
        progress.detail.isEmpty ? progress.note : progress.note + "  " + progress.detail
    }

    private var fraction: Double? {
        progress.fraction.flatMap { $0.isFinite ? Swift.min(1, Swift.max(0, $0)) : nil }
    }

    private var secondsLeft: Double? {
        if let told = progress.secondsLeft { return told }
        guard let fraction, fraction > 0, seconds > 0 else { return nil }
        return seconds * (1 - fraction) / fraction
    }

    /// `step 4000000/10000000  ████████░░░░░░░░░░░░  40%  12%/s  0:05 left`, what fits of it.
    func bar(_ width: Int, note: String, unicode: Bool) -> String {
        guard let fraction else { return "\(note)  \(ProgressPicture.clock(seconds))".cut(columns: width) }
        var tail = "\(Int(saturating: fraction * 100))%"
        if let left = secondsLeft, width >= 40 {
            let speed = progress.speed ?? "\((100 * fraction / Swift.max(seconds, 1e-9)).short(2))%/s"
            tail += "  \(speed)  \(ProgressPicture.clock(left)) left"
        }
        let barWidth = Swift.min(20, Swift.max(0, width - tail.utf8.count - 2))
        let full = Int(saturating: Double(barWidth) * fraction)
        let bar =
            String(repeating: unicode ? "█" : "#", count: full)
            + String(repeating: unicode ? "░" : "-", count: barWidth - full)
        let room = width - tail.columns - barWidth - 4
        let start = room >= 8 ? note.cut(columns: room) + "  " : ""
        return (start + bar + (barWidth > 0 ? "  " : "") + tail).cut(columns: width)
    }

    /// Curves and the picture of the state side by side where there is room for both, else the picture alone.
    private func picture(_ place: Capabilities) -> [String] {
        let rows = place.height - ProgressPicture.sparedRows - 2
        guard rows >= 10, place.width >= 40 else { return [] }
        let view = (progress.view as? Figure)?.panels.first
        let drawn = progress.curves.filter { $0.x.count > 1 }
        var panels = view.map { [$0] } ?? []
        let width = Swift.min(place.width - 1, view == nil ? 72 : 100)
        if !drawn.isEmpty, view == nil || width >= 72 {
            let figure = Figure.curves(
                drawn.map { DataSeries($0.name, zip($0.x, $0.y).map { Point($0, $1) }, isDashed: $0 != drawn.first) },
                title: "", x: progress.curveAxis, y: "")
            panels = figure.panels + panels
        }
        guard !panels.isEmpty else { return [] }
        let picture = TextPicture(
            width: width, height: Swift.min(rows, view == nil ? 10 : 18), colors: place.colors, unicode: place.unicode)
        return picture.draw(Figure(title: "", panels: panels))
    }

    /// `0:05`, `12:40`, `3 h`, `2 days`.
    static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "years" }
        let whole = Int(saturating: seconds.rounded())
        if whole >= 172_800 { return "\(whole / 86_400) days" }
        if whole >= 7_200 { return "\(whole / 3_600) h" }
        let rest = whole % 60
        return "\(whole / 60):" + (rest < 10 ? "0" : "") + String(rest)
    }
}
