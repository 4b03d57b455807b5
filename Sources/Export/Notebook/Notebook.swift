public import Answers

/// A lesson as a Jupyter notebook of format 4.5, and the lesson of a notebook.
///
/// A fence at the left margin is a code cell, what it prints the cell's output, everything between a Markdown cell, the front
/// matter a raw cell. What of the lesson's text the cells do not show (attributes, unusual fences and gaps) stands in their
/// metadata under `descent`, so that the way there and back changes no byte.
public struct Notebook: Sendable, Equatable {
    var cells: [NotebookCell]
    /// What the notebook is called.
    var title: String
    /// Whether the lines of the lesson end in a carriage return as well.
    var hasCarriageReturns = false
    /// How the lesson's text ends, where it is not with one line end.
    var ending: String?

    /// Bytes of a notebook file.
    public static let most = 1 << 26

    /// The notebook's file.
    public var text: String {
        var own: [JSON.Pair] = [JSON.Pair("format", .integer(1))]
        if hasCarriageReturns { own.append(JSON.Pair("carriage_returns", .bool(true))) }
        if let ending { own.append(JSON.Pair("ending", .string(ending))) }
        let document = JSON.members([
            "cells": .array(cells.map(\.json)),
            "metadata": .members([
                "descent": .object(own),
                "kernelspec": .members([
                    "display_name": .string("Descent"), "language": .string("descent"), "name": .string("descent"),
                ]),
                "language_info": .members([
                    "file_extension": .string(".descent"), "mimetype": .string("text/x-python"),
                    "name": .string("descent"), "pygments_lexer": .string("python"),
                ]),
                "title": .string(title),
            ]),
            "nbformat": .integer(4),
            "nbformat_minor": .integer(5),
        ])
        return document.indented() + "\n"
    }

    /// The line that gives a cell its seed in Descent's Jupyter kernel; the lesson's text does not have it.
    static func seedLine(_ seed: Int) -> String { "# seed=\(seed)" }

    init(cells: [NotebookCell], title: String) {
        self.cells = cells
        self.title = title
    }

    /// Reads a notebook's file, whoever wrote it.
    ///
    /// - Throws: `Mistake` for what is no notebook of format 4.
    public init(reading text: String, from file: String) throws(Mistake) {
        let json = try JSON(reading: text, from: file)
        guard let format = json["nbformat"]?.int, let items = json["cells"]?.items else {
            throw Mistake("\(file) is no notebook", expected: "a notebook of Jupyter's, with nbformat and cells")
        }
        guard format == 4 else {
            throw Mistake(
                "\(file) has the notebook format \(format), and this program reads 4", expected: "nbformat 4",
                try: "jupyter nbconvert --to notebook --nbformat 4 \(file)")
        }
        var cells: [NotebookCell] = []
        for (index, item) in items.enumerated() {
            cells.append(try NotebookCell(item, number: index + 1, from: file))
        }
        self.init(cells: cells, title: json["metadata"]?["title"]?.string ?? "")
        let own = json["metadata"]?["descent"]
        hasCarriageReturns = own?["carriage_returns"]?.flag ?? false
        ending = own?["ending"]?.string
    }
}
