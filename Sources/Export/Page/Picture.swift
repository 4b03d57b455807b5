import Answers
import Figures
import Files
import Language

/// A picture as it goes into a document: drawn, and in words.
struct Picture: Sendable {
    /// What it is drawn as.
    enum Form: Sendable {
        /// For pages: sharp at any size.
        case svg
        /// For notebooks, whose viewers show no SVG of a stranger's.
        case png
    }

    /// A drawn picture.
    struct Image: Sendable, Equatable {
        var mediaType: String
        var bytes: [UInt8]

        /// The picture as an address that carries it.
        var address: String { "data:\(mediaType);base64,\(Base64.text(bytes))" }
    }

    /// nil where it could not be drawn.
    var image: Image?
    /// The same in characters.
    var characters: String
    /// What it says, for those who cannot see it.
    var words: String
    /// The same without its title, as a saved session writes it below the cell.
    var sentence: String

    /// - Throws: never; what kept gnuplot from drawing goes to `problem`.
    init(_ figure: Figure, as form: Form, gnuplot: Gnuplot, work: Work, problem: inout String?) {
        characters = figure.table(width: 78)
        sentence = figure.sentence
        words = [figure.title, figure.sentence].map { String($0.trimmed) }.filter { !$0.isEmpty }.map {
            ".!?".contains($0.last ?? " ") ? $0 : $0 + "."
        }.joined(separator: " ")
        do {
            let page = PageSize(width: 900, height: 620)
            image =
                switch form {
                case .svg:
                    Image(
                        mediaType: "image/svg+xml",
                        bytes: try figure.svg(page: page, gnuplot: gnuplot, work: work))
                case .png:
                    Image(
                        mediaType: "image/png", bytes: try figure.png(page: page, gnuplot: gnuplot, work: work))
                }
        } catch let mistake as Mistake {
            problem = mistake.text
        } catch {
            problem = "\(error)"
        }
    }
}
