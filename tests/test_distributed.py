"""`scripts/train_distributed.py`: two workers, one of them killed, and the numbers of a single process."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from test_scripts import COUNTRIES, start

SCRIPT = "train_distributed.py"
NO_DASK = "Dask is not installed: the extra `distributed`"


@pytest.fixture(scope="module")
def script():
    """The script as a module, for this process and for the workers that it starts."""
    folder = str(Path(__file__).resolve().parent.parent / "scripts")
    sys.path.insert(0, folder)
    yield __import__("train_distributed")
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def cluster(script):
    distributed = pytest.importorskip("distributed", reason=NO_DASK)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def client(cluster):
    with cluster.get_client() as client:
        yield client


@pytest.fixture
def made(script):
    """A classifier and its data: 50 examples to train on, 10 to test on."""
    rng = np.random.RandomState(1)
    features = rng.normal(size=(60, 4)).astype("float32")
    labels = (features.sum(1) > 0).astype(float)
    return script.Classifier(4, 3, 0.01, rng), ((labels[:50], features[:50]), (labels[50:], features[50:]))


def kill_a_worker(cluster, i=0):
    os.kill(cluster.workers[i].pid, signal.SIGKILL)


PLAN = 0.5, 50, 16, 3  # learning rate, examples, batch, epochs: the last batch is of 2


def test_parts_of_a_batch_average_to_the_whole(script, made):
    classifier, data = made
    here, weights = script.Here(*made), classifier.get()
    (whole,) = here.all(script.gradients, [(weights, slice(3, 20))])
    for count in (2, 3, 17, 40):
        parts = script.parts(slice(3, 20), count)
        assert (parts[0].start, parts[-1].stop, len(parts)) == (3, 20, min(count, 17))
        results = here.all(script.gradients, [(weights, part) for part in parts])
        mean = script.averaged(results, [part.stop - part.start for part in parts])
        for value, expected in zip(mean, whole, strict=True):
            np.testing.assert_allclose(value, expected, rtol=1e-10, atol=1e-14)


def test_two_workers_of_which_one_is_killed_train_as_a_single_process_does(script, cluster, client, made):
    classifier, data = made
    first = classifier.get()
    costs = list(script.epochs(classifier, script.Here(classifier, data), *PLAN))
    weights = classifier.get()
    killed = []

    def bar(batches, label):
        for i, batch in enumerate(batches):
            if label == "epoch 1" and i == 1:
                killed.append(cluster.workers[0].pid)
                kill_a_worker(cluster)
            yield batch

    classifier.set(first)
    workers = script.Workers(client, classifier, data)
    assert workers.count == 2
    found = list(script.epochs(classifier, workers, *PLAN, bar))
    np.testing.assert_allclose(found, costs, rtol=1e-10)
    for value, expected in zip(classifier.get(), weights, strict=True):
        np.testing.assert_allclose(value, expected, rtol=1e-10, atol=1e-12)
    assert killed


@pytest.mark.more
def test_a_sweep_loses_nothing_with_a_worker(script, cluster, client, made):
    client.wait_for_workers(2, timeout=60)
    classifier, data = made
    arguments = [(classifier.get(), rate, *PLAN[1:-1], 30) for rate in (0.1, 0.5, 2.0, 0.5)]
    alone = script.Here(classifier, data).all(script.whole_training, arguments)
    assert alone[1] == alone[3]
    found = {}
    for i, result in script.Workers(client, classifier, data).each(script.whole_training, arguments):
        if not found:
            kill_a_worker(cluster, 1)
        found[i] = result
    for i, (costs, cost, right) in enumerate(alone):
        np.testing.assert_allclose(found[i][0], costs, rtol=1e-10)
        assert found[i][1:] == pytest.approx((cost, right), rel=1e-10)


@pytest.mark.more
def test_the_script_on_a_scheduler(script, cluster, capsys):
    """Its functions, which no worker can import, travel; the progress is on standard error."""
    arguments = ["--epochs", 2, "--batch", 100]
    script.main([*map(str, arguments), "--workers", "0"])
    *alone, _ = capsys.readouterr().out.splitlines()
    process = start(SCRIPT, *arguments, "--scheduler", cluster.scheduler_address)
    stdout, stderr = process.communicate(timeout=120)
    *found, time_per_step = stdout.splitlines()
    numbers = [[float(n) for n in re.findall(r": ([\d.]+)", line)] for line in (*found, *alone)]
    assert numbers[:3] == [pytest.approx(line, rel=1e-10) for line in numbers[3:]]
    assert re.fullmatch(r"Milliseconds_per_step: [\d.e+]+", time_per_step)
    assert "epoch 1: " in stderr
    assert "Traceback" not in stderr


@pytest.mark.skipif(not all(file.exists() for file in COUNTRIES), reason="the tutorial's data is not at hand")
def test_in_batches_of_one_it_is_the_classifier(script, capsys):
    script.main([*map(str, COUNTRIES), "--workers", "0", "--batch", "1", "--learning-rate", "0.1", "--epochs", "3"])
    costs = [float(cost) for cost in re.findall(r"Training_cost: ([\d.]+)", capsys.readouterr().out)]
    assert costs == pytest.approx([28.4304, 24.5186, 22.1284], abs=5.1e-5)  # as in the test of classifier.py


def test_without_dask_one_line_says_what_to_install(script, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SystemExit) as end:
        script.main(["--epochs", "1"])
    assert end.value.code == 'workers need Dask: pip install "dask[distributed]" scikit-learn tqdm'


@pytest.mark.more
def test_where_no_scheduler_is(script):
    pytest.importorskip("distributed", reason=NO_DASK)
    with pytest.raises(SystemExit, match="nowhere: no scheduler with workers answers there"):
        script.main(["--scheduler", "nowhere"])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes")
def test_ctrl_c_in_a_terminal_ends_the_script_and_its_workers_with_one_line(tmp_path):
    """A terminal sends it to the whole group: also to a worker that has just started in another one's place."""
    psutil = pytest.importorskip("psutil", reason=NO_DASK)
    file = tmp_path / "curve.png"
    process = start(SCRIPT, "--epochs", 10**6, "--plot", file, group=True)
    assert process.stdout.readline().startswith("Epoch: 0")
    family = psutil.Process(process.pid).children(recursive=True)
    workers = [child for child in family if child.ppid() != process.pid]  # but that of Python's which starts them
    assert len(workers) == 2
    workers[0].kill()
    assert process.stdout.readline().startswith("Epoch: 1")
    time.sleep(1)
    family = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 130
    assert stderr.rpartition("\r")[2].strip().splitlines()[-1] == "stopped by Ctrl-C"
    assert "Traceback" not in stderr
    assert f"figure written to {file}" in stdout
    assert not psutil.wait_procs(family, timeout=10)[1]
