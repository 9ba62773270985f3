# `make` seul montre les cibles. PORT=5006 change le port, PYTHON=… choisit un Python 3.10.

PORT ?= 5005
PYTHON ?=
OPTIONS ?=
export RASA_TELEMETRY_ENABLED = false
export PYTHONDONTWRITEBYTECODE =
export PYTHONUNBUFFERED = 1

VENV = .venv/bin/python

.DEFAULT_GOAL := aide
.PHONY: aide run test train bench comprehension droit mutants clean

aide: ## montre cette liste
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/\1 \2/p' Makefile | while read cible phrase; do \
		printf '  make %-14s %s\n' "$$cible" "$$phrase"; done

run: ## installe ce qui manque, entraîne si besoin, lance l'assistant (PORT=5005)
	@bash setup/environment.sh runtime "$(PYTHON)"
	@bash setup/model.sh
	@exec $(VENV) -m server --port $(PORT)

test: ## lance tous les tests
	@bash setup/environment.sh test "$(PYTHON)"
	@bash setup/model.sh
	@bash setup/tests.sh

train: ## entraîne le modèle, même si rien n'a changé
	@bash setup/environment.sh runtime "$(PYTHON)"
	@bash setup/model.sh encore

bench: ## mesure l'assistant à côté du modèle livré avec Rasa
	@bash setup/environment.sh runtime "$(PYTHON)"
	@bash setup/model.sh
	@$(VENV) -m bench

comprehension: ## mesure la compréhension sur des messages jamais vus
	@bash setup/environment.sh runtime "$(PYTHON)"
	@$(VENV) -m bench.comprehension

droit: ## écrit la fiche du juriste, toutes les règles à vérifier (build/droit.html)
	@bash setup/environment.sh runtime "$(PYTHON)"
	@$(VENV) -m fiche

mutants: ## abîme le droit et le code un endroit à la fois : les tests doivent le voir (OPTIONS="--part 0.1")
	@bash setup/environment.sh test "$(PYTHON)"
	@$(VENV) -m mutants $(OPTIONS)

clean: ## enlève l'environnement, les modèles et les fichiers de passage
	@rm -rf .venv .venv.partiel models .rasa .pytest_cache .hypothesis build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "C'est nettoyé."
