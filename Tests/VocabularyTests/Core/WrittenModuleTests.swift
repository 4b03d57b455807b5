import Answers
import Testing
import Vocabulary

@testable import Language

@Suite("Modules that are written in the language, and what is said of names")
struct WrittenModuleTests {
    @Test(
        "Every name of a module that is written in the language has a value, and takes the parameters that it declares")
    func declarations() throws {
        let session = Session(registry: Vocabulary.registry)
        let context = Context(session: session)
        for word in WrittenWords.words {
            guard case .written(let module) = word.meaning else { continue }
            let value = try context.value(of: word, in: module)
            #expect(!value.isNone, "\(word.name)")
            var function: Function?
            switch value {
            case .function(let found): function = found
            case .object(let type as ClassObject):
                if case .function(let found)? = type.lookUp("__init__") { function = found }
            default: break
            }
            guard let function else { continue }
            let names = function.parameters.drop { $0 == "self" }
            // What is only handed on has a name of its own.
            let declared = word.parameters.filter { !($0.isVariadic && $0.isKeywordOnly) }.map(\.name)
            #expect(
                declared.allSatisfy { names.contains($0) || function.takes(keyword: $0) },
                "\(word.name): \(declared) of \(Array(names))")
        }
    }

    @Test("A mistake inside of a written module stands where the module was called")
    func places() {
        let session = Session(registry: Vocabulary.registry)
        do {
            _ = try session.evaluate("import json\nx = 1\njson.loads(\"[1,\")")
            Issue.record("no mistake")
        } catch let problem as Diagnostic {
            #expect(problem.source?.text.hasPrefix("import json") == true)
            #expect(problem.trail.isEmpty)
            let bytes = Array((problem.source?.text ?? "").utf8)
            let place = problem.range.map { String(decoding: bytes[$0.lower..<$0.upper], as: UTF8.self) }
            #expect(place?.hasPrefix("json.loads") == true)
        } catch { Issue.record("\(error)") }
    }

    @Test("What a written module defines does no more than whoever calls it may")
    func permissions() throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate("import heapq\npush = heapq.heappush")
        guard case .function(let function)? = session["push"] else {
            Issue.record("no function")
            return
        }
        #expect(function.permission == .everything)
        #expect(session.permission == .computing)
    }

    @Test(
        "Methods of other languages, modules without their import and names nearly right are told with what to write",
        arguments: [
            ("[1].add(2)", ".append(x)"), ("{}.has_key(1)", "key in d"), ("'a'.length", "len(x)"),
            ("import jsn", "import json"), ("json.dumps(1)", "import json"), ("import statistic", "import statistics"),
        ])
    func slips(_ text: String, _ suggestion: String) {
        let session = Session(registry: Vocabulary.registry)
        let problem = #expect(throws: Diagnostic.self) { try session.evaluate(text) }
        #expect(problem?.mistake.suggestion == suggestion)
    }

    @Test("A list of many names shows those that have to do with what was typed")
    func usefulNames() {
        let names = ["scatter", "plot", "bar", "barh", "hist", "title", "xlabel", "ylabel", "grid", "legend"]
        let many = names + ["show", "figure", "axes", "savefig"]
        #expect(Suggestions.useful("scatterplot", among: many, of: "plt") == "scatter or plot")
        #expect(Suggestions.useful("label", among: many, of: "plt") == "xlabel or ylabel")
        #expect(Suggestions.useful("foobaz", among: names, of: "plt") == Suggestions.listed(names))
        #expect(
            Suggestions.useful("qqq", among: many, of: "plt")
                == "one of 14 names, which Tab shows behind the dot of plt")
    }

    @Test("Where nothing goes by place, the names are told")
    func namesAlone() {
        let session = Session(registry: Vocabulary.registry)
        let problem = #expect(throws: Diagnostic.self) { try session.evaluate("load_study(\"studies.db\")") }
        let expected = problem?.mistake.expected ?? ""
        #expect(expected.contains("study_name=…, storage=…"), "\(expected)")
    }
}
