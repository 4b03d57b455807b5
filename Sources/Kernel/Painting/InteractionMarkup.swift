import Answers
import Figures
import Files

/// An interaction as HTML that needs neither a script nor a kernel: a button for each setting, of which one is pressed, and a style
/// that shows the picture of that one. Arrow keys go from button to button, as on a slider: JupyterLab, whose own shortcuts would
/// otherwise take them, leaves keys alone where the button itself has `data-lm-suppress-shortcuts`.
struct InteractionMarkup {
    let html: String

    /// - Parameters:
    ///   - id: of its elements, which no other on the page has.
    ///   - draw: a picture as PNG.
    /// - Throws: what `draw` throws.
    init(_ interaction: Interaction, id: String, draw: (Figure) throws -> [UInt8]) rethrows {
        let chosen = interaction.frames.count / 2
        var (buttons, rules, pictures) = ("", "", "")
        for (index, frame) in interaction.frames.enumerated() {
            let own = "\(id)-\(index)"
            let words = HTML.escaped("\(interaction.name) = \(frame.setting). \(frame.figure.sentence)")
            buttons += """
                <input type="radio" name="\(id)" id="\(own)"\(index == chosen ? " checked" : "") \
                data-lm-suppress-shortcuts="true">\
                <label for="\(own)"> \(HTML.escaped(frame.setting)) </label>
                """
            rules += "#\(own):checked ~ div > .\(own) { display: block; } "
            let address = "data:image/png;base64,\(Base64.text(try draw(frame.figure)))"
            pictures += "<img class=\"\(own)\" alt=\"\(words)\" src=\"\(address)\">"
        }
        html = """
            <div id="\(id)" role="group" aria-label="\(HTML.escaped(interaction.name))">\
            <style>#\(id) img { display: none; max-width: 100%; } \(rules)</style>\
            <b>\(HTML.escaped(interaction.name))</b> \(buttons)<div>\(pictures)</div></div>
            """
    }
}
