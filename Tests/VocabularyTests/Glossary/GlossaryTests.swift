import Foundation
import Language
import Answers
import Testing

@testable import Vocabulary

@Suite struct GlossaryTests {
    static let terms = Vocabulary.registry.glossary.terms
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    /// Evaluates lines one after the other, as typed; the first problem, if any.
    static func problem(in lines: [String]) -> String? {
        let session = Session(registry: Vocabulary.registry)
        for line in lines {
            do {
                _ = try session.evaluate(line)
            } catch let problem as Diagnostic {
                return "\(line): \(problem.mistake.problem)"
            } catch {
                return "\(line): \(error)"
            }
        }
        return nil
    }

    @Test("Every term's line to try runs as it stands", arguments: terms)
    func examples(_ term: Term) {
        #expect(Self.problem(in: [term.example]) == nil, "\(term.name)")
        for line in term.example.split(separator: "\n") { #expect(line.count <= 98, "\(term.name): \(line)") }
    }

    @Test("A term is one sentence, and has related terms, words and a lesson that exist")
    func references() throws {
        let names = Set(Self.terms.map(\.name))
        let lessons = try FileManager.default.contentsOfDirectory(
            at: Self.root.appending(path: "Lessons"), includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "md" }.map { try String(contentsOf: $0, encoding: .utf8) }
        for term in Self.terms {
            #expect(term.sentence.hasSuffix("."), "\(term.name)")
            #expect(!term.sentence.dropLast().contains(". "), "\(term.name) is more than one sentence")
            #expect(term.sentence.first?.isUppercase == true, "\(term.name)")
            #expect(term.sentence.count <= 180, "\(term.name): \(term.sentence.count) letters")
            #expect(!term.formula.hasSuffix("."), "\(term.name)")
            #expect(!term.related.isEmpty, "\(term.name) stands alone")
            for other in term.related {
                #expect(names.contains(other) && other != term.name, "\(term.name) names \(other)")
            }
            for word in term.words {
                #expect(Vocabulary.registry.word(word)?.name == word, "\(term.name) names the word \(word)")
            }
            if let lesson = term.lesson {
                #expect(lessons.contains { $0.contains("\n  id: \(lesson)\n") }, "\(term.name) names \(lesson)")
            }
        }
    }

    @Test("No two terms share a name, and every name finds its term")
    func names() {
        var owners: [String: String] = [:]
        for term in Self.terms {
            for name in [term.name] + term.aliases {
                #expect(Vocabulary.registry.glossary.term(name)?.name == term.name, "\(name) of \(term.name)")
                #expect(owners.updateValue(term.name, forKey: name) == nil, "\(name)")
            }
        }
        #expect(Self.terms.count >= 80)
    }

    @Test(
        "Spelling does not matter: capitals, hyphens, plurals, American endings",
        arguments: [
            ("Learning Rates", "learning rate"), ("mini-batches", "batch"), ("regularization", "regularisation"),
            ("OVERFITTING", "overfitting"), ("learning_rate", "learning rate"),
            ("batch normalization", "batch normalisation"),
            ("optimizers", "optimizer"), ("cross entropy", "cross-entropy"), ("l-bfgs", "BFGS"), ("R^2", "R²"),
        ])
    func spelling(typed: String, name: String) {
        #expect(Vocabulary.registry.glossary.term(typed)?.name == name, "\(typed)")
    }

    @Test("help answers for terms, in quotes and in any spelling")
    func help() throws {
        let session = Session(registry: Vocabulary.registry)
        for (text, parts) in [
            ("help(\"learning rate\")", ["θ ← θ − η·∇f(θ)", "sweep(rosenbrock", ":start learning-rate"]),
            ("help(\"Overfitting\")", ["by heart", "validation_split=0.5"]),
            ("help(\"plateau\")", ["landscape", "a stretch"]), ("help(Adam)", ["running mean", "In the glossary"]),
            ("glossary()", ["saddle point", "early stopping"]), ("glossary(\"tuning\")", ["Tries every combination"]),
        ] {
            let shown = try session.evaluate(text).value.display(width: 80)
            for part in parts { #expect(shown.lowercased().contains(part.lowercased()), "\(text): \(shown)") }
        }
    }

    @Test("help about something unknown names what is near it")
    func unknown() {
        let session = Session(registry: Vocabulary.registry)
        #expect {
            try session.evaluate("help(\"overfiting\")")
        } throws: { error in
            (error as? Diagnostic)?.mistake.suggestion == "help(\"overfitting\")"
        }
    }

    @Test("Tab inside help(\"…\") offers words and terms")
    func completion() {
        let session = Session(registry: Vocabulary.registry)
        func offered(_ text: String) -> [String] {
            session.complete(text, cursor: text.utf8.count).candidates.map(\.text)
        }
        #expect(offered("help(\"learning r").first == "learning rate")
        #expect(offered("help(\"over").contains("overfitting"))
        #expect(offered("help(\"AdamW").contains("AdamW"))
        #expect(offered("describe(\"over").isEmpty)
    }
}
