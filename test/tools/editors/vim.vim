" What a user of Vim with vim-lsp sees and does in "job.yaml", line by line into the file that RESULT names.
set nocompatible
filetype plugin on
let &runtimepath .= ',' . $VIM_LSP
let g:lsp_async_completion = 0
runtime plugin/lsp.vim
source $SNIPPET

function! s:say(name, value) abort
  call writefile([a:name . ' ' . json_encode(a:value)], $RESULT, 'a')
endfunction

function! s:wait(test) abort
  for l:turn in range(3000)
    if eval(a:test)
      return
    endif
    sleep 20m
  endfor
  cquit
endfunction

function! s:ask(method, params) abort
  let l:result = {}
  call lsp#send_request('argocd-annotations', {
    \ 'method': a:method,
    \ 'params': extend({'textDocument': lsp#get_text_document_identifier(), 'position': lsp#get_position()}, a:params),
    \ 'sync': 1,
    \ 'on_notification': {data -> extend(l:result, {'answer': data.response})},
    \ })
  call s:wait_for(l:result)
  return l:result.answer.result
endfunction

function! s:wait_for(result) abort
  for l:turn in range(3000)
    if has_key(a:result, 'answer')
      return
    endif
    sleep 20m
  endfor
  cquit
endfunction

function! s:go() abort
  edit job.yaml
  call s:wait('lsp#get_buffer_diagnostics_counts().error + lsp#get_buffer_diagnostics_counts().hint > 0')
  let l:found = lsp#internal#diagnostics#state#_get_all_diagnostics_grouped_by_server_for_uri(lsp#get_text_document_identifier().uri)
  let l:finding = l:found['argocd-annotations'].params.diagnostics[0]
  call s:say('finding', l:finding.message)
  call s:say('severity', l:finding.severity)
  call cursor(6, 30)
  call s:say('hover', s:ask('textDocument/hover', {}).contents.value)
  let l:list = s:ask('textDocument/completion', {})
  call s:say('completion', map(type(l:list) == v:t_dict ? l:list.items : l:list, {_, item -> item.label}))
  let l:fixes = s:ask('textDocument/codeAction', {
    \ 'range': l:finding.range,
    \ 'context': {'diagnostics': [l:finding]},
    \ })
  let l:fix = filter(copy(l:fixes), {_, fix -> fix.title =~# '^Change to'})[0]
  call lsp#utils#workspace_edit#apply_workspace_edit(has_key(l:fix, 'edit') ? l:fix.edit : s:ask('codeAction/resolve', l:fix).edit)
  call s:wait('getline(6) =~# "PreSync"')
  call s:say('fixed', getline(6))
  let l:lens = s:ask('textDocument/codeLens', {})[0]
  call s:say('lens', l:lens.command.title)
  call s:say('plan', s:ask('workspace/executeCommand', l:lens.command))
  call s:say('what-if', s:run('whatIf question=fail:Job/migrate'))
  call s:say('explained', s:run('explainSync'))
  call s:say('moved', s:run('moveToWave resource=Job/migrate wave=5'))
  call s:say('shifted', s:run('shiftWaves by=2'))
  call s:say('text', join(getline(1, '$'), "\n"))
  qall!
endfunction

function! s:run(command) abort
  execute 'Argocd ' . a:command
  call s:wait('&filetype ==# "markdown"')
  let l:answer = join(getline(1, '$'), "\n")
  bwipeout
  return l:answer
endfunction

autocmd VimEnter * ++nested call s:go()
