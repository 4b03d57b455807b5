import Answers
import Figures
import Language
import Pictures
import Testing

@testable import Vocabulary

@Suite("Inference at the prompt")
struct InferenceWordTests {
    private func session(_ text: String = InferenceWords.start) throws -> Session {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.seed = 1
        if !text.isEmpty { _ = try session.evaluate(text) }
        return session
    }

    private func refusal(_ line: String, _ session: Session) -> Diagnostic? {
        do {
            _ = try session.evaluate(line)
            return nil
        } catch { return error as? Diagnostic }
    }

    @Test("what is said of a quantized, a pruned and a remembered model holds")
    func holds() throws {
        let session = try session()
        let held = [
            "q = quantize(model, calibration=rows); q.bits == 8 and not q.simulated and q.instructions != None",
            "abs(q.error(test) - prune(model, 0).error(test)) < 0.02",
            "q.bytes < q.float_bytes / 3 and q.float_bytes == 4 * model.count_params()",
            "len(q.predict(test)) == 200 and q.predict([[0.5, 0.2]]).shape == (1, 1)",
            "set(q.zeros) == set(q.scales) and min(list(q.zeros.values())[1:]) == 0",
            "quantize(model, 4, \"tensor\").simulated and quantize(model, 2).instructions == None",
            "quantize(model, data=rows).share == q.share",
            "p = prune(model, 0.5, retrain=2, data=rows, test=test); p.zeros == round(0.5 * p.weights)",
            "list(p.errors) == [\"before\", \"cut\", \"retrained\"] and len(p.history.history[\"loss\"]) == 2",
            "quantize(p, calibration=rows).share < q.share",
            "prune(model, [0, 0.9]).amounts == [0, 0.9]",
            "m = remember(q, 10); (m.predict(test[0][:5]) == m.predict(test[0][:5])).all() and m.hits == 5 and m.misses == 5",
            "z = m.zipf(test, n=500, seed=1); z.difference == 0 and 0 < z.hit_share < 1 and m.hits == round(500 * z.hit_share)",
            "l = latency(q, batch=[1, 4], n=20); l.batches == [1, 4] and l.p50[0] <= l.p99[0] and len(l.cost) == 2",
            "s = serve_simulation(l, rate=10, batch=1, n=100, seed=1); s.cost == l.cost and s.requests == 100",
            "s = serve_simulation((0, 1), rate=500, batch=1, n=100000, seed=1); abs(s.wait[0] / s.expected_wait[0] - 1) < 0.05",
            "serve_simulation((1, 0), rate=500, batch=4, n=50, seed=1).p99 == serve_simulation((1, 0), rate=500, batch=4, n=50, seed=1).p99",
            "d = distillation_study(rows=30, seeds=[3, 4], teacher=[8], student=4, epochs=4); len(d.gains) == 2 and d.low <= d.gain <= d.high",
            "c = compression(model, rows, test, retrain=1); c.smallest(10) in c.names and c.shares[\"float32\"] == 1",
        ]
        for line in held { #expect(try session.evaluate(line).isTrue, "\(line)") }
    }

    @Test("bad input is answered in words, at the argument")
    func refusals() throws {
        let session = try session()
        let wrong = [
            ("quantize(model)", "no calibration rows", "calibration=data"),
            ("quantize(model, calibration=[])", "no calibration rows", "calibration=data"),
            ("quantize(model, bits=5, calibration=rows)", "no format of 5 bits", "bits=8"),
            ("quantize(model, per=\"row\", calibration=rows)", "row", ""),
            ("quantize(model, calibration=[[1, 2, 3]])", "3 numbers", ""),
            ("quantize(model, calibration=[[1, nan]])", "nan", ""),
            ("prune(model, 1)", "prunes everything", "amount=0.9"),
            ("prune(model, 50)", "prunes everything", "amount=0.9"),
            ("prune(model, -1)", "out of range", "amount"),
            ("prune(model, [])", "no amount", "amount=[0, 0.5, 0.9]"),
            ("prune(model, 0.5, retrain=3)", "no rows to retrain on", "data=rows"),
            ("latency(model, batch=0)", "batch", ""), ("latency(model, batch=[])", "no batch", "batch=1"),
            ("serve_simulation((0, 0))", "0 ms", "cost=(1, 0.1)"),
            ("serve_simulation((1, 2, 3))", "3 numbers", "cost=(1, 0.1)"),
            ("serve_simulation((1, inf))", "", ""), ("serve_simulation((1, 0.1), rate=0)", "rate", ""),
            ("serve_simulation((1, 0.1), wait=-1)", "wait", ""),
            ("remember(model, 0)", "size", ""), ("remember(model).zipf([], n=5)", "", ""),
            ("remember(model).zipf([[1, 2, 3]], n=5)", "3 numbers", ""),
            ("cache_cost(LanguageModel(\"abcabcabcabc\", kind=\"bigram\"))", "nothing to remember", "transformer"),
            ("distillation_study(rows=5000)", "5000 rows", "rows=2000"),
            ("quantize(Sequential([Flatten()]), calibration=rows)", "", ""),
        ]
        for (line, problem, suggestion) in wrong {
            let found = refusal(line, session)
            #expect(found != nil, "\(line) is not refused")
            let mistake = found?.mistake
            #expect(mistake?.problem.contains(problem) == true, "\(line): \(mistake?.problem ?? "")")
            #expect(
                suggestion.isEmpty || mistake?.suggestion?.contains(suggestion) == true,
                "\(line): \(mistake?.suggestion ?? "")")
        }
    }

    @Test("every measurement has a picture with a sentence")
    func pictures() throws {
        let session = try session()
        let lines = [
            "compression(model, rows, test, retrain=1)", "prune(model, [0, 0.5, 0.9], retrain=1, data=rows, test=test)",
            "prune(model, [0, 0.5])", "latency(model, batch=[1, 4], n=20)",
            "serve_simulation((1, 0.1), rate=[100, 800], batch=[1, 8], n=500, seed=1)",
            "cache_cost(LanguageModel(alice(2000), kind=\"transformer\", context=16, width=8, heads=2, seed=1))",
            "distillation_study(rows=30, seeds=2, teacher=[8], student=4, epochs=3)",
        ]
        for line in lines {
            let figure = try #require(try session.evaluate("plot(\(line))").asThing(Figure.self))
            #expect(!figure.sentence.isEmpty && !figure.panels.isEmpty, "\(line)")
        }
    }
}
