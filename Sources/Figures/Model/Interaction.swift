public import Answers

/// One picture for each of a few settings: a row of them on paper and in files, one at a time with a control where a front end has
/// controls.
public struct Interaction: OnlyShown, Equatable {
    /// `interaction`
    public static let kind = "interaction"

    /// A setting with its picture.
    public struct Frame: Sendable, Equatable {
        /// The value as it would be typed: `0.1`.
        public var setting: String
        /// The picture under this setting.
        public var figure: Figure

        /// A setting with its picture.
        public init(_ setting: String, _ figure: Figure) {
            self.setting = setting
            self.figure = figure
        }
    }

    /// The name of what is set: `lr`.
    public var name: String
    /// In the order in which the settings were given.
    public var frames: [Frame]

    /// Pictures of the settings of one name.
    public init(_ name: String, _ frames: [Frame]) {
        self.name = name
        self.frames = frames
    }

    /// Pictures beside each other in one row; more begin another.
    private static let across = 4

    /// All pictures in one, each under its setting.
    public var row: Figure {
        let panels = frames.flatMap { frame in
            frame.figure.panels.map { panel in
                var panel = panel
                let title = frame.figure.panels.count > 1 ? panel.title : ""
                panel.title = ["\(name) = \(frame.setting)", title].filter { !$0.isEmpty }.joined(separator: ": ")
                return panel
            }
        }
        let titles = frames.map(\.figure.title)
        let isOne = titles.allSatisfy { $0 == titles.first }
        var row = Figure(
            title: isOne ? titles.first ?? "" : "over \(name)", caption: frames.first?.figure.caption ?? [],
            sentence: sentence, panels: panels)
        row.columns = Swift.min(Self.across, Swift.max(1, panels.count))
        row.style = frames.first?.figure.style ?? .page
        // The caption of the first picture holds for all of them only where it is theirs, too.
        if !frames.allSatisfy({ $0.figure.caption == row.caption }) { row.caption = [] }
        return row
    }

    /// `interaction over lr: 0.01, 0.1, 1`
    public var summary: String { "interaction over \(name): \(frames.map(\.setting).joined(separator: ", "))" }

    /// What the picture of each setting shows, one sentence after the other.
    public var sentence: String {
        frames.map { "\(name) = \($0.setting): \($0.figure.sentence)" }.joined(separator: " ")
    }

    /// All pictures in characters, as they stand in `row`.
    public func table(width: Int) -> String { row.table(width: width) }

    /// The settings with what their pictures show.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name),
            "frames": .array(
                frames.map { .members(["setting": .string($0.setting), "figure": $0.figure.json]) }),
        ])
    }
}
