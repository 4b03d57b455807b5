import Language
import Testing
import Vocabulary

/// What Optuna 5.0.0 says of trials: which state is an end, what hyperparameters might have been, trials that are asked for with
/// distributions.
@Suite("Trials in Optuna's words")
struct OptunaTrialTests {
    @Test("States, distributions, and a trial that is given its hyperparameters at once")
    func trials() throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let out = try session.evaluate(
            """
            import optuna
            study = optuna.create_study()
            trial = study.ask({
                "x": optuna.distributions.FloatDistribution(0.1, 1.0, log=True),
                "n": optuna.distributions.IntDistribution(1, 3),
                "c": optuna.distributions.CategoricalDistribution(["a", "b"]),
            })
            print(sorted(trial.params), 0.1 <= trial.params["x"] <= 1.0, trial.params["n"] in (1, 2, 3))
            done = study.tell(trial, 1.0)
            print(done.state.is_finished(), study.trials[0].state.is_finished(), sorted(done.distributions))
            print(study.ask().params)
            print(study.trials[1].state.is_finished())
            """
        ).printed
        #expect(out == ["['c', 'n', 'x'] True True", "True True ['c', 'n', 'x']", "{}", "False"])
    }
}
