import Answers

/// What gnuplot is to make of a figure.
enum PictureFormat: String, Sendable, CaseIterable {
    case png, svg, pdf, gif
    /// Characters, by gnuplot's own `dumb` terminal.
    case text = "txt"
    /// The script itself, for gnuplot to draw elsewhere: `gnuplot x.gp` writes `x.png`.
    case script = "gp"
}

extension PictureFormat {
    /// By the ending of a file's name, in either case.
    init(path: String) throws {
        let name = path.split(separator: "/").last ?? ""
        let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
        guard let format = PictureFormat(rawValue: ending) else {
            throw Mistake(
                ending.isEmpty ? "'\(path)' has no ending" : "a picture cannot be written as .\(ending)",
                expected: "a file name that ends in .png, .svg, .pdf, .gif, .txt or .gp", try: "picture.png")
        }
        self = format
    }
}
