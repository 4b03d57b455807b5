import Answers
import Language

/// An extension for Visual Studio Code: the language, its grammar for TextMate, and the fences in Markdown.
struct VSCode {
    let grammar: Grammar
    let commands: [String]
    let version: String

    var files: [EditorFile] {
        [
            .init(path: "syntaxes/descent.tmLanguage.json", text: textMate.text + "\n"),
            .init(path: "syntaxes/descent-fences.tmLanguage.json", text: fences.text + "\n"),
            .init(path: "language-configuration.json", text: configuration.text + "\n"),
            .init(path: "package.json", text: package.text + "\n"),
        ]
    }

    private func match(_ pattern: String, _ name: String) -> JSON {
        .members(["match": .string(pattern), "name": .string(name + ".descent")])
    }

    private func string(_ quote: String, _ name: String) -> JSON {
        .members([
            "begin": .string(TokenPattern.prefix + quote), "end": .string(quote.count == 1 ? quote + "|$" : quote),
            "name": .string("string.quoted.\(name).descent"),
            "patterns": .array([match(#"\\."#, "constant.character.escape")]),
        ])
    }

    private var textMate: JSON {
        .members([
            "name": .string("Descent"), "scopeName": .string("source.descent"),
            "fileTypes": .array([.string("descent")]),
            "patterns": .array([
                match("^\\s*:(?:\(commands.joined(separator: "|")))\\b.*$", "keyword.control.command"),
                match("#.*$", "comment.line.number-sign"),
                string("\"\"\"", "triple"), string("'''", "triple"), string("\"", "double"), string("'", "single"),
                match("____+", "invalid.unimplemented.blank"),
                match(TokenPattern.number, "constant.numeric"),
                match(TokenPattern.anyOf(grammar.constants), "constant.language"),
                match(TokenPattern.anyOf(grammar.keywords), "keyword.control"),
                .members([
                    "match": .string(#"\b(def|class)\s+([A-Za-z_]\w*)"#),
                    "captures": .members([
                        "1": .members(["name": .string("storage.type.descent")]),
                        "2": .members(["name": .string("entity.name.function.descent")]),
                    ]),
                ]),
                match(#"\b[A-Za-z_]\w*(?=\s*=(?!=))"#, "variable.parameter"),
                match("(?<!\\.)" + TokenPattern.anyOf(grammar.calls), "support.function"),
                match("(?<!\\.)" + TokenPattern.anyOf(grammar.values), "support.constant"),
                match(#"\*\*|//|[-+*/%^@]|==|!=|<=|>=|<|>|="#, "keyword.operator"),
            ]),
        ])
    }

    /// Fences of Markdown whose first word is the language's.
    private var fences: JSON {
        .members([
            "scopeName": .string("markdown.descent.codeblock"),
            "injectionSelector": .string("L:text.html.markdown"),
            "patterns": .array([.members(["include": .string("#fence")])]),
            "repository": .members([
                "fence": .members([
                    "begin": .string(#"(^|\G)(\s*)(`{3,}|~{3,})\s*(?i:(descent)(\s+[^`~]*)?$)"#),
                    "name": .string("markup.fenced_code.block.markdown"),
                    "end": .string(#"(^|\G)(\2|\s{0,3})(\3)\s*$"#),
                    "beginCaptures": .members([
                        "3": .members(["name": .string("punctuation.definition.markdown")]),
                        "4": .members(["name": .string("fenced_code.block.language")]),
                        "5": .members(["name": .string("fenced_code.block.language.attributes")]),
                    ]),
                    "endCaptures": .members([
                        "3": .members(["name": .string("punctuation.definition.markdown")])
                    ]),
                    "patterns": .array([
                        .members([
                            "begin": .string(#"(^|\G)(\s*)(.*)"#),
                            "while": .string(#"(^|\G)(?!\s*([`~]{3,})\s*$)"#),
                            "contentName": .string("meta.embedded.block.descent"),
                            "patterns": .array([.members(["include": .string("source.descent")])]),
                        ])
                    ]),
                ])
            ]),
        ])
    }

    private var configuration: JSON {
        func pairs(_ pairs: [(String, String)]) -> JSON {
            .array(pairs.map { .array([.string($0.0), .string($0.1)]) })
        }
        let brackets = [("(", ")"), ("[", "]"), ("{", "}")]
        let quotes = [("\"", "\""), ("'", "'")]
        return .members([
            "comments": .members(["lineComment": .string("#")]), "brackets": pairs(brackets),
            "autoClosingPairs": pairs(brackets + quotes), "surroundingPairs": pairs(brackets + quotes),
            "onEnterRules": .array([
                .members([
                    "beforeText": .string(#"^.*:\s*(#.*)?$"#), "action": .members(["indent": .string("indent")]),
                ])
            ]),
        ])
    }

    private var package: JSON {
        .members([
            "name": .string("descent"), "displayName": .string("Descent"),
            "description": .string("The language of Descent, in files and in the fences of lessons."),
            "version": .string(version), "publisher": .string("descent"),
            "engines": .members(["vscode": .string("^1.75.0")]),
            "categories": .array([.string("Programming Languages")]),
            "contributes": .members([
                "languages": .array([
                    .members([
                        "id": .string("descent"), "aliases": .array([.string("Descent")]),
                        "extensions": .array([.string(".descent")]),
                        "configuration": .string("./language-configuration.json"),
                    ])
                ]),
                "grammars": .array([
                    .members([
                        "language": .string("descent"), "scopeName": .string("source.descent"),
                        "path": .string("./syntaxes/descent.tmLanguage.json"),
                    ]),
                    .members([
                        "scopeName": .string("markdown.descent.codeblock"),
                        "path": .string("./syntaxes/descent-fences.tmLanguage.json"),
                        "injectTo": .array([.string("text.html.markdown")]),
                        "embeddedLanguages": .members(["meta.embedded.block.descent": .string("descent")]),
                    ]),
                ]),
            ]),
        ])
    }
}
