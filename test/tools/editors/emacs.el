;; What the two files for Emacs have in common.  -*- lexical-binding: t -*-
(setq package-user-dir (expand-file-name "elpa" default-directory)
      make-backup-files nil
      create-lockfiles nil)
(package-initialize)
(require 'cl-lib)
(require 'json)

(defun say (name value)
  (write-region (format "%s %s\n" name (json-encode value)) nil (getenv "RESULT") t 'quiet))

(defun wait (test)
  (let ((turns 0))
    (while (not (funcall test))
      (when (> (cl-incf turns) 3000) (kill-emacs 1))
      (accept-process-output nil 0.02))))

(defun go-to-hook ()
  (goto-char (point-min))
  (search-forward "hook: Pre"))

(defun hook-line ()
  (go-to-hook)
  (string-trim-right (thing-at-point 'line t)))

(defun choose (_prompt choices &rest _)
  "Choose the fix that changes the word."
  (cl-find-if (lambda (title) (string-prefix-p "Change to" title)) (all-completions "" choices)))

(defun said-by (command &optional fields)
  (argocd-annotations command fields)
  (with-current-buffer "*Argo CD*" (buffer-string)))

(defun say-commands ()
  (say "plan" (said-by "showSyncPlan"))
  (say "what-if" (said-by "whatIf" "question=fail:Job/migrate"))
  (say "explained" (said-by "explainSync"))
  (say "moved" (said-by "moveToWave" "resource=Job/migrate wave=5"))
  (wait (lambda () (string-match-p "sync-wave" (buffer-string))))
  (say "shifted" (said-by "shiftWaves" "by=2"))
  (wait (lambda () (string-match-p "sync-wave: \"7\"" (buffer-string))))
  (say "text" (buffer-string)))
