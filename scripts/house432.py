# The table Sources/CSamples/house432.csv: every combination of five hyperparameters, trained and measured on the made-up town's sales.
# Document D4 names 81 of them without dropout and 243 with it; a fourth width makes 432. Two minutes on one core.
#
#     descent run scripts/house432.py > Sources/CSamples/house432.csv
#
# Every combination is trained with the same seeds: differences between two rows are the combinations', not the draw's.

grid = {
    "lr": [0.01, 0.001, 0.0001], "batch_size": [32, 64, 128], "layers": [2, 3, 4], "units": [32, 64, 128, 256],
    "dropout": [0, 0.2, 0.3, 0.5],
}
rows = hold_out(house(1200, seed=7), validation=0, test=1 / 6, seed=7).train

def build(lr, layers, units, dropout):
    model = Sequential()
    for k in range(layers):
        model.add(Dense(units, activation="relu"))
        model.add(Dropout(dropout))
    model.add(Dense(1))
    model.compile(Adam(lr), "mse")
    return model

print("# house432: RMSE of ln price by fold; house version 1, n=1200, seed=7, training part of hold_out(test=1/6, seed=7)")
print("# tune(build, …, folds=3, epochs=20, seed=7): Dense(units, relu) and Dropout(dropout), layers times, Adam(lr), mse")
print("lr,batch_size,layers,units,dropout,fold1,fold2,fold3,parameters")
for lr in grid["lr"]:
    for batch_size in grid["batch_size"]:
        for layers in grid["layers"]:
            for units in grid["units"]:
                for dropout in grid["dropout"]:
                    one = {"lr": [lr], "batch_size": [batch_size], "layers": [layers], "units": [units], "dropout": [dropout]}
                    study = tune(build, one, n=1, sampler="grid", data=rows, folds=3, epochs=20, seed=7)
                    trial = study.best_trial
                    cells = [lr, batch_size, layers, units, dropout] + [f"{x:.6f}" for x in trial.scores]
                    print(",".join([str(x) for x in cells + [trial.user_attrs["parameters"]]]))
