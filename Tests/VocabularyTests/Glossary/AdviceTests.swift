import Answers
import Foundation
import Testing

@testable import Language
@testable import Vocabulary

/// Advice names only what exists: whatever a message or a declaration tells to try can be typed.
@Suite struct AdviceTests {
    private static let registry = Vocabulary.registry

    /// Names that advice itself defines (`f(x, y) = …`), and those of programs beside this one.
    private static let ownNames: Set<String> = [
        "f", "d", "p", "sequence", "condition", "super", "__init__", "state_dict", "layer", "call",
        // Of the ctx that an operation of one's own gets.
        "save_for_backward",
    ]

    /// Names of another library, where advice is about a listing that is written for it.
    private static let namesElsewhere: [String: Set<String>] = [
        "TorchReview.swift": [
            "zero_grad", "step", "backward", "eval", "train", "item", "log_softmax", "clip_grad_norm_",
        ],
        // Methods of the classes that PyTorch declares.
        "LayerClasses.swift": ["eval"],
        // A method of TensorFlow's datasets.
        "TensorSlices.swift": ["batch"], "TensorSlices+Methods.swift": ["batch", "take"],
        "TensorSlices+Rows.swift": ["batch"],
        // An attribute of `object`.
        "Machine+ObjectAttributes.swift": ["__setattr__"],
    ]

    /// All that can be called by that name: words, methods of values, methods of text, lists and dicts.
    private static func canBeCalled(_ name: String) -> Bool {
        if registry.word(name) != nil || ownNames.contains(name) { return true }
        // `np.where(` and `a.astype(` are words of a module.
        if registry.words.contains(where: { $0.name.hasSuffix("." + name) }) { return true }
        let isOfClass = registry.words.contains { word in
            if case .type(let native) = word.meaning { native.methods.contains { $0.name == name } } else { false }
        }
        if isOfClass { return true }
        if registry.members.contains(where: { $0.name == name || $0.aliases.contains(name) }) { return true }
        return ([.text(""), .list([]), .dict(.init())] as [Value]).contains { BuiltinMember.named(name, of: $0) != nil }
    }

    /// The names in a text that stand directly before a bracket.
    private static func calledNames(in text: String) -> [String] {
        // What is defined there, `def forward(self, x):`, need not be there yet.
        text.replacing(/(?:def|class|method) \w+\(/, with: "").matches(of: /([A-Za-z_][A-Za-z0-9_]*)\(/).map {
            String($0.output.1)
        }
    }

    /// The text of a literal up to its closing quote; what is put in while it runs becomes `…`.
    private static func literal(_ source: Substring) -> String {
        var text = ""
        var depth = 0
        var isEscaped = false
        for character in source {
            if depth > 0 {
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
            } else if isEscaped {
                isEscaped = false
                if character == "(" {
                    depth = 1
                    text += "…"
                } else {
                    text.append(character)
                }
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            } else {
                text.append(character)
            }
        }
        return text
    }

    @Test("Whatever a message in the sources tells to try or expects by name can be called")
    func messages() throws {
        let sources = GlossaryTests.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?:try|expected|remedy): "/) {
                let advice = Self.literal(text[match.range.upperBound...])
                // The quote that closes a text about advice is none that opens one.
                if advice.hasPrefix(" ") { continue }
                count += 1
                let foreign = Self.namesElsewhere[file.lastPathComponent] ?? []
                for name in Self.calledNames(in: advice) where !foreign.contains(name) {
                    #expect(Self.canBeCalled(name), "\(file.lastPathComponent): \(advice)")
                }
            }
        }
        #expect(count > 200)
    }

    @Test("What stands in for names of other languages exists, and is needed")
    func foreignNames() {
        for (name, instead) in ForeignNames.table {
            #expect(Self.registry.word(name) == nil, "\(name) is a word")
            for called in Self.calledNames(in: instead) {
                #expect(Self.canBeCalled(called) || called == "Dense", "\(name): \(instead)")
            }
        }
    }

    @Test("A name that a listing takes for given comes with a line that makes it")
    func namesOfListings() {
        for (name, line) in NamesOfListings.table where name != "history" {
            #expect(GlossaryTests.problem(in: [line]) == nil, "\(name)")
            #expect(Self.registry.word(name) == nil, "\(name) is a word")
        }
    }

    @Test("Every word under see-also exists, is another word, and stands there once")
    func seeAlso() {
        for word in Self.registry.words {
            for other in word.seeAlso {
                #expect(Self.registry.word(other) != nil, "\(word.name): \(other)")
                #expect(other != word.name, "\(word.name) names itself")
            }
            #expect(Set(word.seeAlso).count == word.seeAlso.count, "\(word.name)")
        }
    }

    @Test("Every example of every word runs, the lines of one word after each other", .timeLimit(.minutes(10)))
    func examples() {
        for word in Self.registry.words {
            #expect(!word.examples.isEmpty, "\(word.name) has no example")
            // Words that read files need one, and those that write them are refused outside a person's own prompt; their own tests run them.
            let lines = word.examples.filter { example in
                ![
                    "save(", "animate(", "ModelCheckpoint(", "CSVLogger(", "BackupAndRestore(", "load_model(",
                    "load_csv(",
                ].contains {
                    example.hasPrefix($0)
                }
                    && !example.contains("savefig(") && !example.contains("studies.db")
                    && !example.contains("os.m")
            }
            #expect(GlossaryTests.problem(in: lines) == nil, "\(word.name)")
        }
    }

    @Test("Calls in the details of words name what can be called")
    func details() {
        for word in Self.registry.words {
            for name in word.details.matches(of: /`([A-Za-z_.]+)\(/).map({ String($0.output.1) }) {
                let last = name.split(separator: ".").last.map(String.init) ?? name
                #expect(Self.canBeCalled(last), "\(word.name): \(name)")
            }
        }
    }
}
