import Answers
import Lessons
import Markdown

/// The words of a lesson.
extension PageWriter {
    mutating func set(_ blocks: [MarkdownBlock]) -> Markup {
        var out = Markup.nothing
        for block in blocks { out += set(block) }
        return out
    }

    private mutating func set(_ block: MarkdownBlock) -> Markup {
        switch block.content {
        case .heading(let level, let inlines):
            if level == 1, inlines.plainText.trimmed == lesson.header.title.trimmed { return .nothing }
            let entry = anchors.heading(level, inlines)
            return heading(entry.level, ["id": entry.anchor], set(inlines))
        case .paragraph(let inlines):
            let inside = set(inlines)
            return inside.isEmpty ? .nothing : .block("p", [:], inside)
        case .code(let info, let text):
            let language = info.prefix { !$0.isWhitespace }
            let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
            if language == "text" { return lines(text, class: "text", label: "Text") }
            return code(text, isOurs: language == "descent", label: nil)
        case .list(let start, let items):
            let entries = items.map { item -> Markup in
                var mark = Markup.nothing
                if let ticked = item.ticked {
                    mark = .element("span", ["class": "box"], .text(ticked ? "☑ " : "☐ "))
                }
                return .block("li", ["class": item.ticked == nil ? nil : "task-item"], mark + tight(item.blocks))
            }.joined()
            guard let start else { return .block("ul", [:], .own("\n") + entries) }
            return .block("ol", ["start": start == 1 ? nil : "\(start)"], .own("\n") + entries)
        case .quote(let inside): return .block("blockquote", [:], .own("\n") + set(inside))
        case .table(let rows): return table(rows)
        case .html: return .nothing
        case .rule: return .block("hr", [:], nil)
        }
    }

    /// An entry of one paragraph needs no paragraph around it.
    mutating func tight(_ blocks: [MarkdownBlock]) -> Markup {
        guard case .paragraph(let inlines)? = blocks.first?.content else { return set(blocks) }
        let rest = blocks.dropFirst()
        return set(inlines) + (rest.isEmpty ? .nothing : .own("\n") + set(Array(rest)))
    }

    private func heading(_ level: Int, _ attributes: KeyValuePairs<StaticString, String?>, _ inside: Markup) -> Markup {
        switch level {
        case ...2: .block("h2", attributes, inside)
        case 3: .block("h3", attributes, inside)
        case 4: .block("h4", attributes, inside)
        case 5: .block("h5", attributes, inside)
        default: .block("h6", attributes, inside)
        }
    }

    /// The heading of something that belongs to the section above it.
    func subheading(_ anchor: String, _ inside: Markup) -> Markup {
        heading(Swift.min(6, anchors.level + 1), ["class": "label", "id": anchor], inside)
    }

    private mutating func table(_ rows: [[[MarkdownBlock.Inline]]]) -> Markup {
        guard let header = rows.first else { return .nothing }
        let head = header.map { cell in
            // A column without a name has no header for those who listen.
            let inside = set(cell)
            return inside.isEmpty ? Markup.element("td", [:], inside) : .element("th", ["scope": "col"], inside)
        }.joined()
        let body = rows.dropFirst().map { row in
            Markup.block("tr", [:], row.map { Markup.element("td", [:], set($0)) }.joined())
        }.joined()
        let inside =
            Markup.block("thead", [:], .element("tr", [:], head))
            + (body.isEmpty ? .nothing : .block("tbody", [:], .own("\n") + body))
        return .block(
            "div", ["class": "scroll", "role": "group", "tabindex": "0", "aria-label": "Table"],
            .block("table", [:], .own("\n") + inside))
    }

    // MARK: - Runs of text

    mutating func set(_ inlines: [MarkdownBlock.Inline]) -> Markup {
        var out = Markup.nothing
        for inline in inlines { out += set(inline) }
        return out
    }

    private mutating func set(_ inline: MarkdownBlock.Inline) -> Markup {
        switch inline {
        case .text(let text): return .text(text)
        case .code(let text): return .element("code", [:], .text(text))
        case .emphasis(let inside): return .element("em", [:], set(inside))
        case .strong(let inside): return .element("strong", [:], set(inside))
        case .link(let inside, let target):
            guard let address = links.address(target), !inside.plainText.trimmed.isEmpty else { return set(inside) }
            let isFar = !address.hasPrefix("#") && address.contains(":")
            return .element("a", ["href": address, "rel": isFar ? "noopener noreferrer" : nil], set(inside))
        case .image(let words, let target):
            guard let image = pictures.image(target), pictureBytes + image.bytes.count <= PageWriter.mostPictureBytes
            else {
                return .text("[picture: \(words.plainText)]")
            }
            pictureBytes += image.bytes.count
            return .element("img", ["src": image.address, "alt": words.plainText], nil)
        case .softBreak: return .own("\n")
        case .lineBreak: return .element("br", [:], nil) + .own("\n")
        case .html: return .nothing
        }
    }
}
