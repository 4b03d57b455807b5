public import Answers
import CCmarkGFM

/// Text to a tree of blocks, by the cmark-gfm library; nothing else in the program touches its C nodes.
public enum MarkdownParser {
    /// Containers nested deeper than this are left out, so that no input can exhaust the stack.
    private static let deepest = 48

    /// - Parameter firstLine: the number, in its file, of the first line of `text`.
    /// - Throws: `MarkdownBudget.Excess` for a text that asks too much of the parser.
    public static func blocks(of text: String, firstLine: Int = 1) throws(MarkdownBudget.Excess) -> [MarkdownBlock] {
        do {
            try MarkdownBudget.check(text)
        } catch {
            throw MarkdownBudget.Excess(
                line: error.line + firstLine - 1, problem: error.problem, expected: error.expected)
        }
        _ = registered
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
        defer { cmark_parser_free(parser) }
        for name in ["table", "tasklist", "strikethrough"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        var source = text
        source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(document) }
        return children(of: document).compactMap { block($0, shift: firstLine - 1, depth: 0) }
    }

    /// The blocks of a whole file.
    ///
    /// - Throws: a `Mistake` that names file and line for a text that asks too much of the parser.
    public static func blocks(of text: String, file: String) throws(Mistake) -> [MarkdownBlock] {
        do throws(MarkdownBudget.Excess) {
            return try blocks(of: text)
        } catch {
            throw Mistake("\(file):\(error.line): \(error.problem)", expected: error.expected)
        }
    }

    /// Done once: the library keeps its extensions in a process-wide table.
    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

    private typealias Node = OpaquePointer

    private static func children(of node: Node) -> [Node] {
        Array(sequence(first: cmark_node_first_child(node)) { cmark_node_next($0) }.lazy.prefix { $0 != nil })
            .compactMap { $0 }
    }

    private static func kind(_ node: Node) -> String { String(cString: cmark_node_get_type_string(node)) }

    private static func literal(_ node: Node) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private static func block(_ node: Node, shift: Int, depth: Int) -> MarkdownBlock? {
        guard depth < deepest else { return nil }
        let first = Int(cmark_node_get_start_line(node)) + shift
        guard let content = content(node, shift: shift, depth: depth) else { return nil }
        var last = Swift.max(first, Int(cmark_node_get_end_line(node)) + shift)
        // The library leaves out the line in which a comment ends.
        if case .html(let html) = content { last = first + html.utf8.dropLast().count { $0 == UInt8(ascii: "\n") } }
        return MarkdownBlock(content, lines: first...last)
    }

    private static func content(_ node: Node, shift: Int, depth: Int) -> MarkdownBlock.Content? {
        let inside = { children(of: node).compactMap { block($0, shift: shift, depth: depth + 1) } }
        switch kind(node) {
        case "heading":
            return .heading(level: Int(cmark_node_get_heading_level(node)), inlines(node, depth: depth))
        case "paragraph": return .paragraph(inlines(node, depth: depth))
        case "code_block":
            let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
            return .code(info: info, text: literal(node))
        case "block_quote": return .quote(inside())
        case "list":
            let ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            let items = children(of: node).map { item in
                MarkdownBlock.Item(
                    ticked: kind(item) == "tasklist" ? cmark_gfm_extensions_get_tasklist_item_checked(item) : nil,
                    blocks: children(of: item).compactMap { block($0, shift: shift, depth: depth + 1) })
            }
            return .list(start: ordered ? Int(cmark_node_get_list_start(node)) : nil, items: items)
        case "table":
            return .table(
                rows: children(of: node).map { row in children(of: row).map { inlines($0, depth: depth + 1) } })
        case "html_block": return .html(literal(node))
        case "thematic_break": return .rule
        default: return nil
        }
    }

    private static func inlines(_ node: Node, depth: Int) -> [MarkdownBlock.Inline] {
        guard depth < deepest else { return [] }
        return children(of: node).flatMap { child -> [MarkdownBlock.Inline] in
            let inside = { inlines(child, depth: depth + 1) }
            let target = { cmark_node_get_url(child).map { String(cString: $0) } ?? "" }
            switch kind(child) {
            case "text": return [.text(literal(child))]
            case "code": return [.code(literal(child))]
            case "emph": return [.emphasis(inside())]
            case "strong": return [.strong(inside())]
            case "link": return [.link(inside(), target: target())]
            case "image": return [.image(inside(), target: target())]
            case "softbreak": return [.softBreak]
            case "linebreak": return [.lineBreak]
            case "html_inline": return [.html(literal(child))]
            default: return inside()
            }
        }
    }
}
