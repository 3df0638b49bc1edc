from escalera.cli.main import run

run()
